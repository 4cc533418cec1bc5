package io.tutti.edge.rest.sessions;

import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Reads a session's log in pieces that fit into memory. Immutable. */
public record LogReader(SessionLog log) {

  public static final int PIECE = 500;

  /** What is done with each entry; returns whether to go on. */
  public interface Reader<X extends Exception> {
    boolean read(Entry entry) throws X;
  }

  /** Gives every retained entry from {@code from} to {@code to} (inclusive) to {@code reader}, until it has enough. */
  public <X extends Exception> void forwards(long from, long to, Reader<X> reader) throws X {
    long next = Math.max(1, from);
    while (next <= to) {
      List<Entry> piece = log.readPiece(next, to);
      if (piece.isEmpty()) {
        return;
      }
      for (Entry entry : piece) {
        if (!reader.read(entry)) {
          return;
        }
      }
      next = piece.get(piece.size() - 1).seq() + 1;
    }
  }

  /** The last changes of parameters from {@code from} to {@code to} (inclusive), in order, at most {@code limit}. */
  List<Entry> lastChanges(long from, long to, int limit) {
    Predicate<Entry> change = entry -> entry.event() instanceof Event.ParametersChanged;
    long least = Math.max(Math.max(1, from), log.retainedAfter() + 1);
    Deque<Entry> changes = new ArrayDeque<>();
    long end = to;
    while (end >= least && changes.size() < limit) {
      long start = Math.max(least, end - PIECE + 1);
      List<Entry> found = new ArrayList<>();
      forwards(start, end, entry -> change.test(entry) ? found.add(entry) : true);
      for (int i = found.size() - 1; i >= 0 && changes.size() < limit; i--) {
        changes.addFirst(found.get(i));
      }
      end = start - 1;
    }
    return new ArrayList<>(changes);
  }
}
