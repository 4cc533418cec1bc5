package io.tutti.edge.rest.stories;

import io.tutti.edge.rest.sessions.LogReader;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionLog;
import io.tutti.story.StoryEvent;
import io.tutti.story.TurnRecord;
import java.io.IOException;
import java.util.List;

/**
 * The turns of a session's story that are over, as they were told: the last ones from memory, older ones from the log, which is
 * searched back for at most {@value #MAX_LOOKED_BACK} entries (rule REST53). {@code recent}: the ones in memory, oldest first;
 * {@code end}: the log's end. Immutable.
 */
record Narratives(LogReader log, List<TurnRecord> recent, long end) {

  static final long MAX_LOOKED_BACK = 1_000_000;

  /** What is done with each turn; returns whether to go on. */
  interface Reader {
    boolean read(TurnRecord turn) throws IOException;
  }

  /** Gives every turn from {@code first} on to {@code reader}, in order, until it has enough. */
  void forwards(int first, Reader reader) throws IOException {
    Progress progress = new Progress(reader);
    if (!recent.isEmpty() && first < recent.get(0).turn()) {
      int remembered = recent.get(0).turn();
      log.<IOException>forwards(beginning(), end, entry -> told(entry, first, remembered, progress));
    }
    for (TurnRecord turn : recent) {
      if (turn.turn() >= first) {
        progress.give(turn);
      }
    }
  }

  private static boolean told(Entry entry, int first, int remembered, Progress progress) throws IOException {
    if (entry.event() instanceof Event.StoryTold told && told.event() instanceof StoryEvent.TurnCompleted completed) {
      if (completed.turn() >= remembered) {
        return false;
      }
      if (completed.turn() >= first) {
        progress.give(new TurnRecord(completed.turn(), completed.narrative()));
      }
    }
    return progress.goesOn;
  }

  /** Where the story began, or where the search for that ends. */
  private long beginning() {
    SessionLog entries = log.log();
    long least = Math.max(Math.max(1, end - MAX_LOOKED_BACK + 1), entries.retainedAfter() + 1);
    for (long last = end; last >= least; last -= LogReader.PIECE) {
      long[] found = {0};
      log.forwards(Math.max(least, last - LogReader.PIECE + 1), last, entry -> {
        if (entry.event() instanceof Event.StoryTold told && told.event() instanceof StoryEvent.StoryBegun) {
          found[0] = entry.seq();
        }
        return true;
      });
      if (found[0] > 0) {
        return found[0];
      }
    }
    return least;
  }

  /** Whether the reader wants more. Confined to one reading. */
  private static final class Progress {
    private final Reader reader;
    private boolean goesOn = true;

    Progress(Reader reader) {
      this.reader = reader;
    }

    void give(TurnRecord turn) throws IOException {
      goesOn = goesOn && reader.read(turn);
    }
  }
}
