package io.tutti.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Inserts that wait for the element they stand after. Confined to its document, which bounds it. */
final class WaitingRoom {
  /** By the replica and lamport of the missing element. */
  private final Map<String, TreeMap<Long, Set<Insert>>> missing = new HashMap<>();
  private int size;
  private long units;

  int size() {
    return size;
  }

  /** UTF-16 units of all texts together. */
  long units() {
    return units;
  }

  boolean contains(Insert insert) {
    TreeMap<Long, Set<Insert>> byLamport = missing.get(insert.after().replica());
    Set<Insert> same = byLamport == null ? null : byLamport.get(insert.after().lamport());
    return same != null && same.contains(insert.plain());
  }

  /** Adds an insert that is not there yet. */
  void add(Insert insert) {
    missing
        .computeIfAbsent(insert.after().replica(), replica -> new TreeMap<>())
        .computeIfAbsent(insert.after().lamport(), lamport -> new LinkedHashSet<>())
        .add(insert.plain());
    size++;
    units += insert.text().length();
  }

  /** What waits for {@code count} elements from {@code first} on, in the order of what it waits for. */
  List<Insert> waitingFor(ElementId first, int count) {
    TreeMap<Long, Set<Insert>> byLamport = size == 0 ? null : missing.get(first.replica());
    if (byLamport == null) {
      return List.of();
    }
    List<Insert> ready = new ArrayList<>();
    byLamport.subMap(first.lamport(), first.lamport() + count).values().forEach(ready::addAll);
    return ready;
  }

  /** Takes out what waits for {@code count} elements from {@code first} on, in the order of what it waits for. */
  List<Insert> take(ElementId first, int count) {
    TreeMap<Long, Set<Insert>> byLamport = missing.get(first.replica());
    if (byLamport == null) {
      return List.of();
    }
    var ready = byLamport.subMap(first.lamport(), first.lamport() + count);
    List<Insert> taken = new ArrayList<>();
    ready.values().forEach(taken::addAll);
    ready.clear();
    if (byLamport.isEmpty()) {
      missing.remove(first.replica());
    }
    size -= taken.size();
    taken.forEach(insert -> units -= insert.text().length());
    return taken;
  }

  /** Everything that waits. */
  List<Insert> all() {
    List<Insert> all = new ArrayList<>(size);
    missing.values().forEach(byLamport -> byLamport.values().forEach(all::addAll));
    return all;
  }
}
