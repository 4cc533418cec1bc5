package io.tutti.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which elements brought back which. Elements that are linked by it, directly or by others, stand for one and the same
 * thing: whatever was anchored at one of them is anchored at the one of them that is visible. That does not depend on the
 * order in which operations come. Confined to its document.
 *
 * <p>Bounded: the {@value #MAX_LINKS} latest are kept; anchors at what is forgotten stay where it was deleted.
 */
final class Restorations {
  static final int MAX_LINKS = 10_000;

  /** In the order in which they came. */
  private final Set<Restoration> links = new LinkedHashSet<>();
  /** By replica and first lamport, from both sides. */
  private final Map<String, Sides> sides = new HashMap<>();

  boolean isEmpty() {
    return links.isEmpty();
  }

  List<Restoration> all() {
    return List.copyOf(links);
  }

  /** Takes note of what an insert brings back. */
  void add(Insert insert) {
    long lamport = insert.id().lamport();
    for (Span span : insert.restores()) {
      add(new Restoration(
          new ElementId(span.lamport(), span.replica()), span.count(), new ElementId(lamport, insert.id().replica())));
      lamport += span.count();
    }
  }

  /** Takes note of one; nothing happens if it is there already. */
  void add(Restoration link) {
    if (!links.add(link)) {
      return;
    }
    side(link.from()).add(new Side(link.from().lamport(), link.count(), link.to()));
    side(link.to()).add(new Side(link.to().lamport(), link.count(), link.from()));
    if (links.size() > MAX_LINKS) {
      Restoration oldest = links.iterator().next();
      links.remove(oldest);
      side(oldest.from()).remove(new Side(oldest.from().lamport(), oldest.count(), oldest.to()));
      side(oldest.to()).remove(new Side(oldest.to().lamport(), oldest.count(), oldest.from()));
    }
  }

  private Sides side(ElementId id) {
    return sides.computeIfAbsent(id.replica(), replica -> new Sides());
  }

  /**
   * The elements that stand for the same as one does.
   *
   * @param members that one first
   * @param length for how many elements from there on the same holds, each member going on with the next of its replica
   */
  record Same(List<ElementId> members, long length) {}

  /**
   * What stands for the same as an element, and for how many more after it.
   *
   * @param most how many are asked for
   * @param more further links
   */
  Same sameAs(ElementId first, long most, Restorations more) {
    Set<ElementId> members = new LinkedHashSet<>();
    List<ElementId> open = new ArrayList<>(List.of(first));
    members.add(first);
    long length = most;
    for (int at = 0; at < open.size(); at++) {
      ElementId member = open.get(at);
      List<ElementId> linked = new ArrayList<>();
      length = Math.min(neighbours(member, length, linked), more.neighbours(member, length, linked));
      for (ElementId neighbour : linked) {
        if (members.add(neighbour)) {
          open.add(neighbour);
        }
      }
    }
    return new Same(List.copyOf(members), length);
  }

  private long neighbours(ElementId member, long most, List<ElementId> linked) {
    Sides known = sides.get(member.replica());
    return known == null ? most : known.neighbours(member.lamport(), most, linked);
  }

  /** A link as it is seen from one of its sides. */
  private record Side(long lamport, long count, ElementId other) {}

  /** The sides of links at elements of one replica. */
  private static final class Sides {
    private final TreeMap<Long, Set<Side>> byLamport = new TreeMap<>();
    private long longest;

    void add(Side side) {
      byLamport.computeIfAbsent(side.lamport(), lamport -> new LinkedHashSet<>()).add(side);
      longest = Math.max(longest, side.count());
    }

    void remove(Side side) {
      Set<Side> same = byLamport.get(side.lamport());
      if (same != null && same.remove(side) && same.isEmpty()) {
        byLamport.remove(side.lamport());
      }
    }

    /** Adds what is linked to an element; returns for how many of at most {@code most} from there on the same links hold. */
    long neighbours(long lamport, long most, List<ElementId> linked) {
      long length = most;
      Long next = byLamport.higherKey(lamport);
      if (next != null) {
        length = Math.min(length, next - lamport);
      }
      for (Set<Side> same : byLamport.subMap(lamport - longest, false, lamport, true).values()) {
        for (Side side : same) {
          long offset = lamport - side.lamport();
          if (offset < side.count()) {
            length = Math.min(length, side.count() - offset);
            linked.add(new ElementId(side.other().lamport() + offset, side.other().replica()));
          }
        }
      }
      return length;
    }
  }
}
