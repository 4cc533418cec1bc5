package io.tutti.parameters;

import io.tutti.identity.UserId;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Judges writes of one parameter. It remembers the writes of the last window, and the value that was in force when the window
 * began, because a client that has not heard of a write repeats an older value and means nothing by it.
 * Rules PAR4–PAR8 of docs/protocol. Confined to its session.
 */
final class ConflictDetector {

  /** More writes than this within one window are forgotten, oldest first. */
  private static final int MAX_REMEMBERED = 64;

  /** What a write turns out to be. */
  enum Verdict {
    /** The value is in force already, or the client only repeats what it was last told: nothing happens. */
    REPETITION,
    /** To be applied. */
    WRITE,
    /** Somebody else has just written something different, unseen by this client. */
    CONFLICT
  }

  private final Parameter.Adjustable parameter;
  private final long windowMillis;
  private final Deque<Write> recent = new ArrayDeque<>(2);
  private double valueBefore;

  ConflictDetector(Parameter.Adjustable parameter, long windowMillis) {
    this.parameter = parameter;
    this.windowMillis = windowMillis;
    this.valueBefore = parameter.initial();
  }

  /** The last write, or null where nobody has written. */
  @Nullable Write last() {
    return recent.peekLast();
  }

  double value() {
    Write last = recent.peekLast();
    return last == null ? valueBefore : last.value();
  }

  /** Judges {@code value} as a wish of {@code user}, whose client has seen the log up to {@code baseSeq} (null: unknown). */
  Verdict judge(UserId user, double value, @Nullable Long baseSeq, long now) {
    Write last = recent.peekLast();
    if (value == value()) {
      return Verdict.REPETITION;
    }
    if (last == null || last.user().equals(user) || now - last.at() >= windowMillis) {
      return Verdict.WRITE;
    }
    if (baseSeq != null && baseSeq >= last.seq()) {
      return Verdict.WRITE;
    }
    if (baseSeq != null ? value == valueAt(baseSeq) : wasInForceSince(value, now - windowMillis)) {
      return Verdict.REPETITION;
    }
    return Math.abs(value - last.value()) > parameter.tolerance() ? Verdict.CONFLICT : Verdict.WRITE;
  }

  void write(Write write) {
    while (!recent.isEmpty() && (recent.size() == MAX_REMEMBERED || isForgettable(write.at()))) {
      valueBefore = recent.removeFirst().value();
    }
    recent.addLast(write);
  }

  /** The oldest write may be forgotten once the one after it has been in force for a whole window. */
  private boolean isForgettable(long now) {
    if (recent.size() < 2) {
      return false;
    }
    var iterator = recent.iterator();
    iterator.next();
    return now - iterator.next().at() >= windowMillis;
  }

  private double valueAt(long seq) {
    double value = valueBefore;
    for (Write write : recent) {
      if (write.seq() <= seq) {
        value = write.value();
      }
    }
    return value;
  }

  private boolean wasInForceSince(double value, long since) {
    double inForce = valueBefore;
    for (Write write : recent) {
      if (inForce == value && write.at() > since) {
        return true;
      }
      inForce = write.value();
    }
    return inForce == value;
  }
}
