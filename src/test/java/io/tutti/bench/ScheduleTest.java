package io.tutti.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  @DisplayName("[BENCH3] a schedule's times are all different, lie in the run, and name their update")
  void schedule() {
    var pace = new Schedule.Pace(7, 1, 2);
    Schedule plan = Schedule.of(pace, 1_000, new int[] {64, 3}, 9);
    var due = new HashSet<Long>();
    for (int sender = 0; sender < 64; sender++) {
      for (int k = 0; k < plan.updates(); k++) {
        long value = plan.dueMicros(0, sender, k);
        assertTrue(due.add(value));
        assertTrue(value >= 1_000 && value < plan.windowToMicros());
        assertEquals(k, plan.updateOf(0, sender, value));
        assertEquals(-1, plan.updateOf(0, sender, value + 1));
      }
    }
    assertEquals(21, plan.updates());
    assertEquals(-1, plan.updateOf(0, 0, plan.dueMicros(0, 0, plan.updates())));
    assertEquals(-1, plan.updateOf(0, 0, plan.dueMicros(0, 0, -1)));
  }
}
