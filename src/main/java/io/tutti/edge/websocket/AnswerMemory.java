package io.tutti.edge.websocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all connections together may hold in answers that have not been written yet. Events are shared between the
 * readers of a session; an answer belongs to one connection alone, so many connections that ask and do not read could fill the
 * heap although each of them stays within its own bound (rule ERR10). When it is full, those who hold most have to go, so that
 * they cannot keep others out. Thread-safe; calls a holder without holding a lock.
 */
public final class AnswerMemory {

  /** A connection that may hold unread answers. */
  interface Holder {

    /** How many characters of unread answers it holds and could give back; 0 where it is closing already. */
    int unreadCharacters();

    /** Drops what it holds and closes. */
    void shed();
  }

  /** An answer of at most so many characters is always given to who has read all answers before. */
  static final int SMALL = 65_536;

  private final long maxCharacters;
  private final AtomicLong held = new AtomicLong();
  private final Set<Holder> holders = ConcurrentHashMap.newKeySet();

  /** {@code maxCharacters}: how much all unread answers may have together, 1 or more. */
  public AnswerMemory(long maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /** Reserves room for {@code characters}; false where there is none, and nothing is reserved. */
  boolean reserve(int characters, boolean isFirst) {
    if (held.addAndGet(characters) <= maxCharacters || (isFirst && characters <= SMALL)) {
      return true;
    }
    held.addAndGet(-characters);
    return false;
  }

  /** Whether there is hardly room for anything, so that making an answer may be in vain. */
  boolean isFull() {
    return held.get() > maxCharacters - SMALL;
  }

  /** Gives back what {@link #reserve} reserved, once it is written or dropped. */
  void release(int characters) {
    held.addAndGet(-characters);
  }

  /** From now on {@code holder} has unread answers. */
  void holds(Holder holder) {
    holders.add(holder);
  }

  /** It has none any more. */
  void holdsNothing(Holder holder) {
    holders.remove(holder);
  }

  /** Sends those away who hold most, more than {@code asker} would, until {@code characters} fit; false where nobody is left. */
  boolean makeRoom(int characters, Holder asker) {
    while (held.get() + characters > maxCharacters) {
      Holder greatest = greatest(asker.unreadCharacters() + characters);
      if (greatest == null || greatest == asker) {
        return false;
      }
      greatest.shed();
      holders.remove(greatest);
    }
    return true;
  }

  private @Nullable Holder greatest(int atLeast) {
    Holder greatest = null;
    int most = atLeast - 1;
    for (Holder holder : holders) {
      int unread = holder.unreadCharacters();
      if (unread > most) {
        greatest = holder;
        most = unread;
      }
    }
    return greatest;
  }

  /** How many characters wait in unread answers now. */
  public long held() {
    return held.get();
  }
}
