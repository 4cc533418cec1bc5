package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutputsTest {

  private final List<String> said = new ArrayList<>();

  private Runnable saying(String what) {
    return () -> said.add(what);
  }

  @Test
  @DisplayName("[ENV6] What rests on something unstored waits for it, and everything said later waits behind it")
  void order() {
    var outputs = new Outputs(5, false);
    outputs.say(5, saying("at once"));
    outputs.say(7, saying("seven"));
    outputs.say(5, saying("behind"));
    assertEquals(List.of("at once"), said);
    outputs.release(6);
    assertEquals(List.of("at once"), said);
    assertFalse(outputs.isSettled(6));
    outputs.release(9);
    assertEquals(List.of("at once", "seven", "behind"), said);
    assertTrue(outputs.isSettled(9));
    assertFalse(outputs.isSettled(10));
    assertEquals(9, outputs.stored());
  }

  @Test
  @DisplayName("[ENV6] Relaxed outputs wait for nothing")
  void relaxed() {
    var outputs = new Outputs(0, true);
    outputs.say(7, saying("seven"));
    assertEquals(List.of("seven"), said);
  }

  @Test
  @DisplayName("[ENV7] What is dropped is never said; the last word is, once")
  void dropped() {
    var outputs = new Outputs(0, false);
    outputs.say(1, saying("one"));
    outputs.sayAtLast(1, saying("last"));
    outputs.drop();
    outputs.release(1);
    outputs.drop();
    assertEquals(List.of("last"), said);
  }

  @Test
  @DisplayName("[ENV6] A late, older report of the journal takes nothing back")
  void olderReport() {
    var outputs = new Outputs(0, false);
    outputs.release(5);
    outputs.release(3);
    outputs.say(5, saying("five"));
    assertEquals(List.of("five"), said);
  }

  @Test
  @DisplayName("[JOIN15] The last word waits for storage in a relaxed session too")
  void lastWordRelaxed() {
    var outputs = new Outputs(0, true);
    outputs.sayAtLast(2, saying("last"));
    assertEquals(List.of(), said);
    outputs.release(2);
    assertEquals(List.of("last"), said);
  }

  @Property(tries = 300)
  @Label("[ENV6] However it is released, everything is said once, in order, and nothing early")
  void anyOrder(@ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> steps) {
    var outputs = new Outputs(0, false);
    List<Integer> heard = new ArrayList<>();
    long end = 0;
    int count = 0;
    for (int step : steps) {
      if (step < 12) {
        end += step % 3;
        long needed = end;
        int number = count++;
        outputs.say(needed, () -> {
          assertTrue(outputs.stored() >= needed, "said before it was stored");
          heard.add(number);
        });
      } else {
        outputs.release(Math.min(end, outputs.stored() + step - 12));
      }
    }
    outputs.release(end);
    assertEquals(count, heard.size());
    for (int i = 0; i < count; i++) {
      assertEquals(i, heard.get(i));
    }
  }
}
