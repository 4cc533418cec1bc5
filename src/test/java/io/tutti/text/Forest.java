package io.tutti.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes operations that keep the rules and little else: no honest clock, places and lamports anyhow. */
public final class Forest {
  /** Sorted by UTF-16 units the last two would come in the other order. */
  public static final List<String> REPLICAS = List.of("a", "B", "root", "\uFF5E", "\uD83D\uDE00");
  private static final String ALPHABET = "ab\n\u00E9\u4E2D\uFFFD\uD83D\uDE00\uD834\uDD1E";

  private final Random random;
  private final List<ElementId> elements = new ArrayList<>(List.of(ElementId.ROOT));
  private final Set<ElementId> taken = new HashSet<>();
  private final List<Operation> operations = new ArrayList<>();

  private Forest(Random random) {
    this.random = random;
  }

  /** That many inserts, and some deletes, each after what it needs. */
  public static List<Operation> grow(int inserts, Random random) {
    Forest forest = new Forest(random);
    while (inserts > 0) {
      inserts -= forest.insert() ? 1 : 0;
      if (random.nextInt(4) == 0 && forest.elements.size() > 1) {
        forest.delete();
      }
    }
    return forest.operations;
  }

  private boolean insert() {
    boolean nearTheEnd = random.nextInt(3) == 0;
    int near = nearTheEnd ? Math.max(0, elements.size() - 3) : 0;
    ElementId after = elements.get(near + random.nextInt(elements.size() - near));
    int step = random.nextInt(5) == 0 ? 1 + random.nextInt(20) : 1;
    ElementId id = new ElementId(after.lamport() + step, REPLICAS.get(random.nextInt(REPLICAS.size())));
    String text = text(1 + random.nextInt(random.nextBoolean() ? 1 : 5), random);
    List<ElementId> ids = new ArrayList<>();
    for (int at = 0; at < text.codePointCount(0, text.length()); at++) {
      ids.add(new ElementId(id.lamport() + at, id.replica()));
    }
    if (ids.stream().anyMatch(taken::contains)) {
      return false;
    }
    taken.addAll(ids);
    elements.addAll(ids);
    operations.add(new Insert(text, id, after));
    return true;
  }

  private void delete() {
    List<Span> spans = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      ElementId first = elements.get(1 + random.nextInt(elements.size() - 1));
      long count = 1;
      while (count < 4 && taken.contains(new ElementId(first.lamport() + count, first.replica()))) {
        count++;
      }
      spans.add(new Span(first.lamport(), first.replica(), count));
    }
    operations.add(new Delete(spans));
  }

  /** A text of so many code points, one to four bytes each. */
  public static String text(int codePoints, Random random) {
    int[] alphabet = ALPHABET.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < codePoints; at++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
