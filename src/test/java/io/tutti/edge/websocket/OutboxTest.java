package io.tutti.edge.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.websocket.Outbox.Answered;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An outbox")
class OutboxTest {

  private static final long SECOND = 1_000_000_000;

  private final AnswerMemory memory = new AnswerMemory(1_000_000);
  private final Outbox outbox = new Outbox(new Outbox.Bounds(4, 100, 400_000, memory));

  private static Frame text(String text) {
    return new Frame.Text(text, false);
  }

  private static Frame signal(String text) {
    return new Frame.Text(text, true);
  }

  private static Frame.Answer answer(int size) {
    return new Frame.Answer(List.of("x".repeat(size)), size);
  }

  @Test
  @DisplayName("[ERR7] drops signals, oldest first, before anything else")
  void dropsSignals() {
    assertTrue(outbox.add(signal("s1"), () -> 0));
    for (int i = 0; i < 4; i++) {
      assertTrue(outbox.add(text("t" + i), () -> 0));
    }
    assertEquals(text("t0"), outbox.take());
  }

  @Test
  @DisplayName("[ERR7] bears too many frames for a second, and too many characters not at all")
  void isTooSlow() {
    for (int i = 0; i < 5; i++) {
      assertTrue(outbox.add(text("t"), () -> 0));
    }
    assertFalse(outbox.add(text("t"), () -> 2 * SECOND));
    assertTrue(outbox.isEmpty());
    assertFalse(outbox.add(text("x".repeat(101)), () -> 0));
    assertTrue(outbox.isEmpty());
  }

  @Test
  @DisplayName("[ERR10] counts answers until they are written, and refuses what does not fit")
  void countsAnswers() {
    assertEquals(Answered.ADDED, outbox.add(answer(390_000)));
    assertEquals(Answered.UNREAD, outbox.add(answer(20_000)));
    assertEquals(Answered.ADDED, outbox.add(answer(10_000)));
    assertFalse(outbox.hasAnswerRoom());
    Frame first = outbox.take();
    assertFalse(outbox.hasAnswerRoom(), "it is being written");
    outbox.written(first);
    assertEquals(Answered.ADDED, outbox.add(answer(390_000)));
    assertEquals(400_000, memory.held());
  }

  @Test
  @DisplayName("[ERR10] takes one answer of any size where none is unread")
  void takesOne() {
    assertEquals(Answered.ADDED, outbox.add(answer(900_000)));
    assertEquals(Answered.UNREAD, outbox.add(answer(1)));
  }

  @Test
  @DisplayName("[ERR10] answers share a bound with those of all other connections, and give their share back when they are dropped")
  void shares() {
    Outbox other = new Outbox(new Outbox.Bounds(4, 100, 400_000, memory));
    assertEquals(Answered.ADDED, outbox.add(answer(800_000)));
    assertEquals(Answered.NO_MEMORY, other.add(answer(300_000)));
    assertTrue(other.isEmpty());
    assertEquals(Answered.ADDED, other.add(answer(1)), "a small one is always given to who has read all others");
    other.written(other.take());
    assertEquals(Answered.ADDED, other.add(answer(200_000)));
    outbox.clear();
    assertEquals(200_000, memory.held());
    assertEquals(Answered.ADDED, other.add(answer(200_000)));
  }

  @Test
  @DisplayName("[ERR7] answers do not count as events")
  void answersAreNoEvents() {
    assertEquals(Answered.ADDED, outbox.add(answer(300_000)));
    assertTrue(outbox.add(text("x".repeat(99)), () -> 0));
    assertEquals(answer(300_000), outbox.take());
    assertEquals(text("x".repeat(99)), outbox.take());
    assertNull(outbox.take());
  }

  /** Whatever comes in whatever order, what is held is exactly what waits or is being written. */
  @Property
  void holdsWhatWaits(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> steps) {
    AnswerMemory shared = new AnswerMemory(1_000);
    Outbox box = new Outbox(new Outbox.Bounds(8, 500, 400, shared));
    List<Frame.Answer> inside = new ArrayList<>();
    for (int step : steps) {
      if (step % 3 == 0) {
        Frame frame = box.take();
        if (frame instanceof Frame.Answer taken) {
          inside.remove(taken);
          box.written(taken);
        }
      } else if (step % 3 == 1) {
        Frame.Answer given = answer(step);
        if (box.add(given) == Answered.ADDED) {
          inside.add(given);
        }
      } else if (!box.add(text("x".repeat(step)), () -> 0)) {
        inside.clear();
      }
      assertEquals(inside.stream().mapToInt(Frame.Answer::size).sum(), shared.held());
    }
  }
}
