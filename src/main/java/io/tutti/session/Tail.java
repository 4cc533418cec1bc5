package io.tutti.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last entries of a log, at most {@value #CAPACITY}: most clients that come back have missed no more. Confined to its session. */
public final class Tail {

  static final int CAPACITY = 128;

  private final Deque<Entry> entries = new ArrayDeque<>(4);
  private long before;

  void startAfter(long seq) {
    entries.clear();
    before = seq;
  }

  /** Drops what stands up to {@code seq}. */
  void forgetUpTo(long seq) {
    while (!entries.isEmpty() && entries.getFirst().seq() <= seq) {
      entries.removeFirst();
    }
    before = Math.max(before, seq);
  }

  void add(Entry entry) {
    if (entries.size() == CAPACITY) {
      before = entries.removeFirst().seq();
    }
    entries.addLast(entry);
  }

  /** Whether every entry after {@code seq} is here. */
  public boolean reachesBackTo(long seq) {
    return seq >= before;
  }

  /** The entries after {@code seq}, in order, as far as they are here. */
  public List<Entry> after(long seq) {
    List<Entry> later = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.seq() > seq) {
        later.add(entry);
      }
    }
    return later;
  }

  /** The entry at {@code seq}, or empty where it is no longer here. */
  public Optional<Entry> at(long seq) {
    return entries.stream().filter(entry -> entry.seq() == seq).findFirst();
  }
}
