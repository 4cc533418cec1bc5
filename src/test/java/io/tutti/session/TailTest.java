package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TailTest {

  private static Entry entry(long seq) {
    return new Entry(seq, seq, null, null, null, new Event.Left(Room.ANN, false));
  }

  @Property(tries = 200)
  @Label("[JOIN11] The tail has the last 128 entries, in order, and says how far back it reaches")
  void lastOnes(@ForAll @IntRange(max = 400) int entries, @ForAll @IntRange(max = 1_000) int start) {
    var tail = new Tail();
    tail.startAfter(start);
    for (long seq = start + 1; seq <= start + entries; seq++) {
      tail.add(entry(seq));
    }
    long before = start + Math.max(0, entries - Tail.CAPACITY);
    assertTrue(tail.reachesBackTo(before));
    assertFalse(tail.reachesBackTo(before - 1));
    for (long seen = before; seen <= start + entries; seen++) {
      List<Entry> later = tail.after(seen);
      assertEquals(start + entries - seen, later.size());
      long expected = seen;
      for (Entry entry : later) {
        assertEquals(++expected, entry.seq());
      }
    }
    assertTrue(tail.at(before).isEmpty());
    assertEquals(entries > 0, tail.at(start + entries).isPresent());
  }

  @Test
  @DisplayName("[JOIN16] What is dropped is no longer reached")
  void dropped() {
    var tail = new Tail();
    tail.add(entry(1));
    tail.add(entry(2));
    tail.startAfter(2);
    assertFalse(tail.reachesBackTo(1));
    assertTrue(tail.reachesBackTo(2));
    assertEquals(List.of(), tail.after(0));
  }
}
