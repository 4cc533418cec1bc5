package io.tutti.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ids whose deletion came before their insertion. Confined to its document, which bounds what is added; taking ids out
 * of the middle of a range can leave one range more.
 */
final class DeletedAhead {
  /** By replica: disjoint, not adjacent ranges, first lamport to end (exclusive). */
  private final Map<String, TreeMap<Long, Long>> ranges = new HashMap<>();
  private int size;

  /** How many ranges there are. */
  int size() {
    return size;
  }

  /** Whether all ids from {@code from} to before {@code to} are there. */
  boolean covers(String replica, long from, long to) {
    TreeMap<Long, Long> known = ranges.get(replica);
    var floor = known == null ? null : known.floorEntry(from);
    return floor != null && floor.getValue() >= to;
  }

  /** Whether any id from {@code from} to before {@code to} is there. */
  boolean touches(String replica, long from, long to) {
    TreeMap<Long, Long> known = size == 0 ? null : ranges.get(replica);
    var below = known == null ? null : known.lowerEntry(to);
    return below != null && below.getValue() > from;
  }

  /** The end, at most {@code to}, of the ids from {@code from} on that are all there, or all not. */
  long alike(String replica, long from, long to) {
    TreeMap<Long, Long> known = size == 0 ? null : ranges.get(replica);
    if (known == null) {
      return to;
    }
    var floor = known.floorEntry(from);
    if (floor != null && floor.getValue() > from) {
      return Math.min(to, floor.getValue());
    }
    Long next = known.higherKey(from);
    return next == null ? to : Math.min(to, next);
  }

  /** Adds the ids from {@code from} to before {@code to}. */
  void add(String replica, long from, long to) {
    TreeMap<Long, Long> known = ranges.computeIfAbsent(replica, name -> new TreeMap<>());
    long start = from;
    long end = to;
    for (var touching = known.floorEntry(end);
        touching != null && touching.getValue() >= start;
        touching = known.floorEntry(end)) {
      start = Math.min(start, touching.getKey());
      end = Math.max(end, touching.getValue());
      known.remove(touching.getKey());
      size--;
    }
    known.put(start, end);
    size++;
  }

  /** Takes out those of {@code count} ids from {@code first} on that are there. */
  List<Span> take(ElementId first, int count) {
    TreeMap<Long, Long> known = ranges.get(first.replica());
    if (known == null) {
      return List.of();
    }
    long from = first.lamport();
    long to = from + count;
    List<Span> taken = new ArrayList<>();
    for (var below = known.lowerEntry(to);
        below != null && below.getValue() > from;
        below = known.lowerEntry(to)) {
      long start = Math.max(from, below.getKey());
      long end = Math.min(to, below.getValue());
      taken.add(new Span(start, first.replica(), end - start));
      cut(known, below.getKey(), below.getValue(), new Span(start, first.replica(), end - start));
    }
    if (known.isEmpty()) {
      ranges.remove(first.replica());
    }
    return taken;
  }

  private void cut(TreeMap<Long, Long> known, long start, long end, Span hole) {
    known.remove(start);
    size--;
    if (start < hole.lamport()) {
      known.put(start, hole.lamport());
      size++;
    }
    if (hole.lamport() + hole.count() < end) {
      known.put(hole.lamport() + hole.count(), end);
      size++;
    }
  }

  /** Everything that is there. */
  List<Span> all() {
    List<Span> all = new ArrayList<>(size);
    ranges.forEach(
        (replica, known) ->
            known.forEach((start, end) -> all.add(new Span(start, replica, end - start))));
    return all;
  }
}
