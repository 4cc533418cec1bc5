package io.tutti.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document's elements as a list of {@link Run}, and back. Immutable. */
final class Runs {
  private Runs() {}

  /** The runs of all elements, each as long as it can be. */
  static List<Run> of(Elements elements) {
    List<Run> runs = new ArrayList<>();
    Ancestry ancestry = new Ancestry();
    ElementId before = ElementId.ROOT;
    for (Leaf leaf = elements.tree.first(); leaf != null; leaf = leaf.next) {
      for (int block = 0; block < leaf.size; block++) {
        Replica owner = leaf.replica[block];
        ancestry.enter(owner, leaf.lamport[block], leaf.length[block]);
        ElementId parent = ancestry.parent();
        Optional<ElementId> after =
            parent.isRoot() || !parent.equals(before) ? Optional.of(parent) : Optional.empty();
        addJoined(runs, new Run(leaf.lamport[block], owner.name, leaf.length[block], leaf.isDeleted(block), after));
        before = owner.id(leaf.lamport[block] + leaf.length[block] - 1);
      }
    }
    return runs;
  }

  private static void addJoined(List<Run> runs, Run run) {
    int last = runs.size() - 1;
    if (last >= 0) {
      Run before = runs.get(last);
      if (before.deleted() == run.deleted()
          && before.lamport() + before.count() == run.lamport()
          && before.replica().equals(run.replica())) {
        int count = before.count() + run.count();
        runs.set(last, new Run(before.lamport(), before.replica(), count, before.deleted(), before.after()));
        return;
      }
    }
    runs.add(run);
  }

  /** The document of such runs, if they are one. */
  static Loaded load(long epoch, List<Run> runs, String text, Limits limits) {
    try {
      if (epoch < 0 || epoch > ElementId.MAX_LAMPORT) {
        throw new MalformedDocument("epoch " + epoch);
      }
      if (!Unicode.isValid(text)) {
        throw new MalformedDocument("the text is not valid Unicode");
      }
      Loader loader = new Loader(limits);
      VisibleText visible = new VisibleText(text);
      for (Run run : runs) {
        Replica owner = loader.replica(run.replica());
        int position = run.deleted() || run.count() < 1 ? -1 : visible.moveTo(owner.content, run.count());
        ElementId parent = loader.add(owner, run.lamport(), run.count(), position);
        if (!run.after().orElse(parent).equals(parent)) {
          throw new MalformedDocument(owner.id(run.lamport()) + " cannot stand after " + run.after().get());
        }
      }
      visible.requireEnd();
      return new Loaded.Whole(new TextDocument(epoch, limits, loader.elements()));
    } catch (MalformedDocument malformed) {
      return new Loaded.Corrupt(malformed.reason());
    }
  }
}
