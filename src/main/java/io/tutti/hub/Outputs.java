package io.tutti.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a session has to say, in order, and held back until it is stored: an answer that was made on the state at some place of
 * the log waits for that place too, so that nobody ever sees what could still be lost. Confined to the session's mailbox.
 */
final class Outputs {

  private record Held(long seq, Runnable output) {}

  private final Deque<Held> held = new ArrayDeque<>();
  private final boolean relaxed;
  private @Nullable Runnable last;
  private long lastSeq;
  private long stored;

  /** {@code relaxed}: nothing is held back. */
  Outputs(long stored, boolean relaxed) {
    this.stored = stored;
    this.relaxed = relaxed;
  }

  /** Says {@code output} as soon as the log is stored up to {@code seq}. */
  void say(long seq, Runnable output) {
    say(seq, relaxed, output);
  }

  /** Does {@code output} once the log is stored up to {@code seq}, in a relaxed session too. */
  void whenStored(long seq, Runnable output) {
    say(seq, false, output);
  }

  private void say(long seq, boolean atOnce, Runnable output) {
    if (atOnce || (held.isEmpty() && seq <= stored)) {
      output.run();
    } else {
      held.add(new Held(seq, output));
    }
  }

  /** The log is stored up to {@code seq}. */
  void release(long seq) {
    stored = Math.max(stored, seq);
    while (!held.isEmpty() && held.peekFirst().seq() <= stored) {
      held.removeFirst().output().run();
    }
    if (lastSeq <= stored) {
      sayLast();
    }
  }

  /** Says {@code output}, the last word, once the log is stored up to {@code seq}, its end, or will never be. */
  void sayAtLast(long seq, Runnable output) {
    last = output;
    lastSeq = seq;
    if (seq <= stored) {
      sayLast();
    }
  }

  /** What is held back will never be stored: nobody is to hear of it. */
  void drop() {
    held.clear();
    sayLast();
  }

  private void sayLast() {
    Runnable output = last;
    last = null;
    if (output != null) {
      output.run();
    }
  }

  long stored() {
    return stored;
  }

  /** Whether nothing is held back and the log is stored up to {@code seq}, its end. */
  boolean isSettled(long seq) {
    return held.isEmpty() && seq <= stored;
  }
}
