package io.tutti.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rule, word for word and without a thought for speed: a tree of single elements, children of one parent greatest
 * first, read depth first. It is what {@link TextDocument} is compared with.
 */
public final class NaiveText {
  private static final Comparator<ElementId> GREATEST_FIRST =
      Comparator.comparingLong(ElementId::lamport)
          .thenComparing(id -> id.replica().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
          .reversed();

  private record Element(int codePoint, TreeMap<ElementId, Element> children) {}

  private final Map<ElementId, Element> elements = new HashMap<>();
  private final Set<ElementId> deleted = new HashSet<>();
  private final List<Insert> waiting = new ArrayList<>();

  /** An empty text. */
  public NaiveText() {
    elements.put(ElementId.ROOT, new Element(-1, new TreeMap<>(GREATEST_FIRST)));
  }

  public void integrate(Operation operation) {
    operation.match(
        insert -> waiting.add(insert),
        delete -> {
          for (Span span : delete.spans()) {
            for (long at = 0; at < span.count(); at++) {
              deleted.add(new ElementId(span.lamport() + at, span.replica()));
            }
          }
          return true;
        });
    while (waiting.removeIf(this::placed)) {
      // Again: what was placed may be what others wait for.
    }
  }

  private boolean placed(Insert insert) {
    ElementId after = insert.after();
    if (!elements.containsKey(after)) {
      return false;
    }
    long lamport = insert.id().lamport();
    for (int codePoint : insert.text().codePoints().toArray()) {
      ElementId id = new ElementId(lamport++, insert.id().replica());
      Element element = new Element(codePoint, new TreeMap<>(GREATEST_FIRST));
      if (elements.putIfAbsent(id, element) == null) {
        elements.get(after).children().put(id, element);
      }
      after = id;
    }
    return true;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    Deque<Map.Entry<ElementId, Element>> ahead = new ArrayDeque<>();
    ahead.push(Map.entry(ElementId.ROOT, elements.get(ElementId.ROOT)));
    while (!ahead.isEmpty()) {
      var next = ahead.pop();
      if (!next.getKey().isRoot() && !deleted.contains(next.getKey())) {
        text.appendCodePoint(next.getValue().codePoint());
      }
      next.getValue().children().descendingMap().entrySet().forEach(ahead::push);
    }
    return text.toString();
  }
}
