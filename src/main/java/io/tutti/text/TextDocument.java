package io.tutti.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A text that many replicas edit at once: integrating the same operations in any order gives the same text. Confined
 * to whoever holds it.
 *
 * <p>Positions are indexes in code points. An epoch is one life of the document: {@link #compacted} begins the next
 * one, and operations of another epoch mean nothing here.
 *
 * <p>What an element said is kept while it is visible; of a deleted one only the id and the place remain.
 */
public final class TextDocument {
  private static final Restorations NO_MORE = new Restorations();

  private final Limits limits;
  private final long epoch;
  private final Elements elements;
  private final BlockTree tree;
  private final Integrator integrator;
  private final Restorations restorations = new Restorations();

  /** An empty document. */
  public TextDocument(long epoch, Limits limits) {
    this(epoch, limits, new Elements());
  }

  TextDocument(long epoch, Limits limits, Elements elements) {
    if (epoch < 0 || epoch > ElementId.MAX_LAMPORT) {
      throw new IllegalArgumentException("an epoch is 0 to " + ElementId.MAX_LAMPORT + ", not " + epoch);
    }
    this.limits = limits;
    this.epoch = epoch;
    this.elements = elements;
    this.tree = elements.tree;
    this.integrator = new Integrator(elements, limits);
  }

  /** Which life of the document this is. */
  public long epoch() {
    return epoch;
  }

  /** What bounds it. */
  public Limits limits() {
    return limits;
  }

  /** Takes an operation in, or says why not. An operation takes effect as a whole or not at all. */
  public Integration integrate(Operation operation) {
    return operation.match(this::integrate, integrator::integrate);
  }

  private Integration integrate(Insert insert) {
    Integration integration = integrator.integrate(insert);
    if (!insert.restores().isEmpty() && !(integration instanceof Integration.Refused)) {
      restorations.add(insert);
    }
    return integration;
  }

  /** Why {@link #integrate} would refuse an operation now; empty if it would not. Changes nothing. */
  public Optional<Integration.Refused> check(Operation operation) {
    Integration verdict = operation.<Integration>match(integrator::judge, integrator::judge);
    return verdict instanceof Integration.Refused refused ? Optional.of(refused) : Optional.empty();
  }

  /**
   * What would become of operations that are integrated one after the other now. Changes nothing.
   *
   * <p>Where there is no room for all that waits it may say {@link Refusal#RESYNC} although they would just fit.
   */
  public Outlook foresee(List<Operation> operations) {
    return Trial.of(integrator, limits, operations);
  }

  /**
   * What has to be integrated behind operations so that what they bring back is there once, where somebody else has brought
   * it back already; mostly nothing. Changes nothing.
   *
   * @param operations that {@link #foresee} would take
   * @param replica of which nobody else inserts anything
   */
  public List<Operation> corrections(List<Operation> operations, String replica) {
    boolean restores = operations.stream().anyMatch(operation -> operation.match(insert -> !insert.restores().isEmpty(), delete -> false));
    return restores ? Corrections.of(this, restorations, operations, replica) : List.of();
  }

  /** Which elements brought back which, as far as it is remembered. */
  public List<Restoration> restorations() {
    return restorations.all();
  }

  /** Takes note of what {@link #restorations} gave. */
  public void remember(List<Restoration> remembered) {
    remembered.forEach(restorations::add);
  }

  /**
   * The element that stands now for one that may have been deleted and brought back: the same one where it is visible, or
   * was never brought back.
   */
  public ElementId current(ElementId id) {
    if (restorations.isEmpty() || elements.isVisible(id)) {
      return id;
    }
    ElementId latest = id;
    boolean visible = false;
    for (ElementId member : restorations.sameAs(id, 1, NO_MORE).members()) {
      boolean better = elements.isVisible(member) == visible ? member.compareTo(latest) > 0 : !visible;
      if (better && elements.has(member)) {
        latest = member;
        visible = elements.isVisible(member);
      }
    }
    return latest;
  }

  /**
   * The operation by which a replica inserts a text now. Changes nothing: it takes effect when it is integrated.
   *
   * @param index 0 to {@link #length}
   * @throws IndexOutOfBoundsException if the index is not in the text
   */
  public Insert insertion(String replica, int index, String text) {
    ElementId after = index == 0 ? ElementId.ROOT : idAt(index - 1);
    return new Insert(text, new ElementId(clock() + 1, replica), after);
  }

  /**
   * The operation that deletes a part of the text as it is now. Changes nothing: it takes effect when it is integrated.
   *
   * @param count at least 1
   * @throws IndexOutOfBoundsException if the part is not in the text
   */
  public Delete deletion(int index, int count) {
    if (count < 1) {
      throw new IndexOutOfBoundsException("a part of " + count + " code points");
    }
    requireRange(index, index + (long) count);
    List<Span> spans = new ArrayList<>(1);
    tree.find(index);
    Leaf leaf = tree.leaf();
    int block = tree.block();
    int offset = index - tree.start();
    for (int left = count; left > 0; block++, offset = 0) {
      if (block == leaf.size) {
        leaf = leaf.after();
        block = 0;
      }
      int part = Math.min(left, leaf.visible(block) - offset);
      if (part > 0) {
        addSpan(spans, leaf.lamport[block] + offset, leaf.replica[block].name, part);
        left -= part;
      }
    }
    return new Delete(spans);
  }

  private static void addSpan(List<Span> spans, long lamport, String replica, int count) {
    int last = spans.size() - 1;
    if (last >= 0) {
      Span before = spans.get(last);
      if (before.lamport() + before.count() == lamport && before.replica().equals(replica)) {
        spans.set(last, new Span(before.lamport(), replica, before.count() + count));
        return;
      }
    }
    spans.add(new Span(lamport, replica, count));
  }

  /** The greatest lamport seen; a new element takes the next one. */
  public long clock() {
    return integrator.clock();
  }

  /** Takes note of a lamport seen elsewhere: the {@link #clock} is at least that from now on. */
  public void witness(long lamport) {
    integrator.witness(lamport);
  }

  /** How many inserts, and ranges of deleted ids, wait for elements that have not come. */
  public int waiting() {
    return integrator.waiting.size() + integrator.deletedAhead.size();
  }

  /** UTF-16 units of all inserts that wait. */
  public long waitingUnits() {
    return integrator.waiting.units();
  }

  /** How many replicas have inserted something. */
  public int replicas() {
    return elements.replicas.size();
  }

  /** Visible code points. */
  public int length() {
    return tree.visible();
  }

  /** Elements, deleted ones included. */
  public int elements() {
    return elements.size();
  }

  /** The visible text. */
  public String text() {
    return text(0, length());
  }

  /**
   * The visible text from one index to before another.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= length()}
   */
  public String text(int from, int to) {
    requireRange(from, to);
    if (from == to) {
      return "";
    }
    tree.find(from);
    Leaf leaf = tree.leaf();
    int block = tree.block();
    int offset = from - tree.start();
    char[] units = new char[tree.astral() == 0 ? to - from : utf16Offset(to) - utf16Offset(from)];
    int end = 0;
    for (int left = to - from; left > 0; block++, offset = 0) {
      if (block == leaf.size) {
        leaf = leaf.after();
        block = 0;
      }
      int part = Math.min(left, leaf.visible(block) - offset);
      if (part > 0) {
        end = leaf.replica[block].content.copy(leaf.content[block] + offset, part, units, end);
        left -= part;
      }
    }
    return new String(units);
  }

  /** The id of the visible element at an index, 0 to {@link #length} - 1. */
  public ElementId idAt(int index) {
    requireRange(index, index + 1L);
    tree.find(index);
    Leaf leaf = tree.leaf();
    int block = tree.block();
    return leaf.replica[block].id(leaf.lamport[block] + index - tree.start());
  }

  /** The index of an element, or where it would be if it were not deleted; empty if it is not known. */
  public OptionalInt indexOf(ElementId id) {
    if (id.isRoot() || !elements.has(id)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(tree.start() + (int) visibleOffset(id.lamport()));
  }

  private long visibleOffset(long lamport) {
    return tree.leaf().isDeleted(tree.block()) ? 0 : lamport - tree.leaf().lamport[tree.block()];
  }

  /** The anchor of the place before the code point at an index, 0 to {@link #length}. */
  public Anchor anchor(int index, Affinity affinity) {
    requireRange(index, index);
    return switch (affinity) {
      case LEFT -> new Anchor(index == 0 ? ElementId.ROOT : idAt(index - 1), affinity);
      case RIGHT -> new Anchor(index == length() ? ElementId.ROOT : idAt(index), affinity);
    };
  }

  /** The index of an anchored place now; empty if its element is not known. */
  public OptionalInt index(Anchor anchor) {
    boolean left = anchor.affinity() == Affinity.LEFT;
    if (anchor.element().isRoot()) {
      return OptionalInt.of(left ? 0 : length());
    }
    OptionalInt index = indexOf(current(anchor.element()));
    boolean visible = index.isPresent() && !tree.leaf().isDeleted(tree.block());
    return left && visible ? OptionalInt.of(index.getAsInt() + 1) : index;
  }

  /** The offset in UTF-16 units of an index, 0 to {@link #length}. */
  public int utf16Offset(int index) {
    requireRange(index, index);
    if (tree.astral() == 0) {
      return index;
    }
    if (index == length()) {
      return index + tree.astral();
    }
    tree.find(index);
    int inBlock = tree.leaf().astral(tree.block(), 0, index - tree.start());
    return index + tree.astralBefore() + inBlock;
  }

  /** The index of the code point at an offset in UTF-16 units, 0 to that of {@link #length}. */
  public int indexAtUtf16(int offset) {
    if (offset < 0 || offset > length() + tree.astral()) {
      throw new IndexOutOfBoundsException("no UTF-16 offset " + offset + " in " + (length() + tree.astral()));
    }
    if (tree.astral() == 0) {
      return offset;
    }
    if (offset == length() + tree.astral()) {
      return length();
    }
    int unit = tree.findUnit(offset);
    Leaf leaf = tree.leaf();
    Content content = leaf.replica[tree.block()].content;
    int at = leaf.content[tree.block()];
    int index = tree.start();
    for (unit += content.units(at); unit <= offset; unit += content.units(at)) {
      at++;
      index++;
    }
    return index;
  }

  /** The document in runs, in the order of the text: with {@link #text}, all of it but what waits. */
  public List<Run> runs() {
    return Runs.of(elements);
  }

  /** A document made of runs and their visible text, as {@link #runs} and {@link #text} give them. */
  public static Loaded ofRuns(long epoch, List<Run> runs, String text, Limits limits) {
    return Runs.load(epoch, runs, text, limits);
  }

  /**
   * The document of the next epoch: the same text, no deleted elements, ids {@code 1 …} of one replica, and nothing
   * that waits.
   */
  public TextDocument compacted(String replica) {
    TextDocument compacted = new TextDocument(epoch + 1, limits);
    if (length() > 0) {
      compacted.elements.insert(new ElementId(1, replica), length(), text(), ElementId.ROOT);
    }
    return compacted;
  }

  Elements contents() {
    return elements;
  }

  Integrator integrator() {
    return integrator;
  }

  private void requireRange(long from, long to) {
    if (from < 0 || to < from || to > length()) {
      throw new IndexOutOfBoundsException("no range " + from + " to " + to + " in a text of length " + length());
    }
  }
}
