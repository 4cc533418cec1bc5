package io.tutti.e2e;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one connection has received, in order, and how it was closed. A cursor stands behind the last message that was
 * awaited, so that each message answers one question. Thread-safe: guarded by itself.
 */
final class Inbox {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<JsonObject> messages = new ArrayList<>();
  private final int most;
  private long forgotten;
  private long cursor;
  private int closeCode;
  private String closeReason = "";
  private boolean closed;

  /** An inbox that keeps at least the last {@code most} messages. */
  Inbox(int most) {
    this.most = most;
  }

  synchronized void add(JsonObject message) {
    messages.add(message);
    if (messages.size() / 2 >= most) {
      messages.subList(0, most).clear();
      forgotten += most;
    }
    notifyAll();
  }

  /** Says that the connection is over; {@code code} is 1006 where nobody said why. */
  void close(int code) {
    close(code, "");
  }

  /** Says that the connection is over, and for what reason the server ended it. */
  synchronized void close(int code, String reason) {
    if (!closed) {
      closed = true;
      closeCode = code;
      closeReason = reason;
      notifyAll();
    }
  }

  synchronized List<JsonObject> all() {
    return List.copyOf(messages);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** The next message of {@code type}; those before it are passed over. */
  JsonObject next(String type) {
    return next(type, message -> type.equals(Messages.type(message)));
  }

  /** The next message that {@code wanted} accepts; {@code what} says in words what was missed. */
  JsonObject next(String what, Predicate<JsonObject> wanted) {
    return find(wanted, PATIENCE).orElseThrow(() -> new AssertionError("No " + what + " came, but " + this));
  }

  /** The next message that {@code wanted} accepts, if it comes within {@code patience} and before the connection is closed. */
  synchronized Optional<JsonObject> find(Predicate<JsonObject> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    long place = cursor;
    while (true) {
      // Each message is looked at once, however many come meanwhile.
      for (place = Math.max(place, forgotten); place < forgotten + messages.size(); place++) {
        JsonObject message = messages.get((int) (place - forgotten));
        if (wanted.test(message)) {
          cursor = place + 1;
          return Optional.of(message);
        }
      }
      if (closed || !awaitUntil(deadline)) {
        return Optional.empty();
      }
    }
  }

  /** Waits until at least {@code count} messages have come. */
  synchronized void awaitCount(int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (messages.size() < count && !closed && awaitUntil(deadline)) {
      // looks again
    }
    if (messages.size() < count) {
      throw new AssertionError("Fewer than " + count + " messages came: " + this);
    }
  }

  /** The code with which the connection was closed; waits for it. */
  synchronized int awaitClose(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!closed) {
      if (!awaitUntil(deadline)) {
        throw new AssertionError("It was not closed; received: " + this);
      }
    }
    return closeCode;
  }

  /** The code and the reason with which the connection was closed, parted by a space; waits for it. */
  synchronized String awaitClosing() {
    return awaitClose(PATIENCE) + " " + closeReason;
  }

  /** False once the deadline is over. */
  private boolean awaitUntil(long deadline) {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      return false;
    }
    try {
      wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public synchronized String toString() {
    List<JsonObject> tail = messages.subList(Math.max(0, messages.size() - 20), messages.size());
    return messages.size() + " messages " + tail + (closed ? ", then the close " + closeCode : "");
  }
}
