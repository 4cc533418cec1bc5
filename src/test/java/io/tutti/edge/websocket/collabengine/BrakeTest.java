package io.tutti.edge.websocket.collabengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BrakeTest {

  private final Brake brake = new Brake();

  private void fill() {
    for (int n = 0; n < Brake.MAX_UNANSWERED; n++) {
      assertTrue(brake.await(() -> 0));
      brake.sent();
    }
  }

  @Test
  @DisplayName("[CE17] with 1,000 operations on their way the next one waits until half of them have an answer")
  void unanswered() throws Exception {
    fill();
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    Thread writer = new Thread(() -> next.complete(brake.await(() -> 0)));
    writer.start();
    while (writer.getState() != Thread.State.TIMED_WAITING) {
      assertFalse(next.isDone(), "nothing was answered yet");
      Thread.onSpinWait();
    }
    for (int answered = 0; answered < Brake.MAX_UNANSWERED - Brake.RESUME_UNANSWERED; answered++) {
      assertFalse(next.isDone(), "only " + answered + " were answered");
      brake.answered();
    }
    assertTrue(next.get(10, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("[CE17] a connection that is over holds nobody back")
  void released() throws Exception {
    fill();
    CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> brake.await(() -> 0));
    brake.release();
    assertTrue(next.get(10, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("[CE17] beyond the rate it waits as long as the rate says, and asks again")
  void rate() {
    AtomicInteger asked = new AtomicInteger();
    assertTrue(brake.await(() -> asked.incrementAndGet() < 4 ? 1 : 0));
    assertEquals(4, asked.get());
  }
}
