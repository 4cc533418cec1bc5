package io.tutti.edge.websocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader, bounded in two ways. Events and signals: when there are too many, signals are dropped, oldest first;
 * when that does not help and it stays so for {@value #PATIENCE_MILLIS} ms, or their characters are too many, the reader is too
 * slow. The patience is for readers who are not slow at all: one commit may release more events than the outbox holds, before any
 * writer has had its turn. Answers: what the client asked for and has not read is bounded by itself, and for all connections
 * together (rule ERR10). Confined to the monitor of its {@link PeerConnection}.
 */
final class Outbox {

  static final long PATIENCE_MILLIS = 1_000;

  /**
   * How much may wait. {@code maxFrames} and {@code maxCharacters}: of events and signals; {@code maxAnswerCharacters}: of answers;
   * {@code memory}: shared by the answers of all connections. Immutable.
   */
  record Bounds(int maxFrames, int maxCharacters, int maxAnswerCharacters, AnswerMemory memory) {}

  private final Bounds bounds;
  private final Deque<Frame> frames = new ArrayDeque<>(2);
  private int characters;
  private int answerCharacters;
  private boolean crowded;
  private long crowdedSinceNanos;

  Outbox(Bounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Adds a frame that is no answer; false where the reader is too slow, and everything that waited is dropped. The clock
   * {@code nowNanos} is read only where too much waits: here every delivery passes.
   */
  boolean add(Frame frame, LongSupplier nowNanos) {
    frames.addLast(frame);
    characters += frame.size();
    if (isFull()) {
      dropSignals();
    }
    if (isFull() && isTooSlow(nowNanos.getAsLong())) {
      clear();
      return false;
    }
    return true;
  }

  /** What becomes of an answer. */
  enum Answered {
    /** It waits to be written. */
    ADDED,
    /** The client has to read first what it has asked for before; nothing changed. */
    UNREAD,
    /** All connections together hold too much; nothing changed. */
    NO_MEMORY
  }

  /** Adds an answer, where there is room for it. */
  Answered add(Frame.Answer answer) {
    if (!hasAnswerRoom(answer.size())) {
      return Answered.UNREAD;
    }
    if (!bounds.memory().reserve(answer.size(), answerCharacters == 0)) {
      return Answered.NO_MEMORY;
    }
    frames.addLast(answer);
    answerCharacters += answer.size();
    return Answered.ADDED;
  }

  /** How many characters of answers wait or are being written. */
  int answerCharacters() {
    return answerCharacters;
  }

  private boolean hasAnswerRoom(int size) {
    return answerCharacters == 0 || (long) answerCharacters + size <= bounds.maxAnswerCharacters();
  }

  /** Whether an answer may be made at all: the client reads what it asks for. */
  boolean hasAnswerRoom() {
    return hasAnswerRoom(1);
  }

  /** Takes the next frame out; null where nothing waits. Whoever takes an answer calls {@link #written} after writing it. */
  @Nullable Frame take() {
    Frame frame = frames.pollFirst();
    crowded &= frames.size() > bounds.maxFrames();
    if (frame != null && !(frame instanceof Frame.Answer)) {
      characters -= frame.size();
    }
    return frame;
  }

  /** The frame that was taken out is written, or never will be: it counts no more. */
  void written(Frame frame) {
    if (frame instanceof Frame.Answer answer) {
      answerCharacters -= answer.size();
      bounds.memory().release(answer.size());
    }
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** Drops everything that waits. */
  void clear() {
    frames.forEach(this::written);
    frames.clear();
    characters = 0;
  }

  private boolean isFull() {
    return frames.size() > bounds.maxFrames() || characters > bounds.maxCharacters();
  }

  /** Many frames may wait for a moment; many characters may not: they are what memory is bounded by. */
  private boolean isTooSlow(long nowNanos) {
    if (!crowded) {
      crowded = true;
      crowdedSinceNanos = nowNanos;
    }
    return characters > bounds.maxCharacters() || nowNanos - crowdedSinceNanos > PATIENCE_MILLIS * 1_000_000;
  }

  private void dropSignals() {
    Iterator<Frame> waiting = frames.iterator();
    while (isFull() && waiting.hasNext()) {
      Frame frame = waiting.next();
      if (frame.isDroppable()) {
        waiting.remove();
        characters -= frame.size();
      }
    }
  }
}
