package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.session.Archive;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.Past;
import io.tutti.session.SessionLog;
import io.tutti.session.ProfileField;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drops what is older than its session wishes to keep ({@link ProfileField#RETENTION_DAYS}, rules DP6–DP8): entries of the log
 * behind a snapshot, and messages. A sweep does a bounded part of the work; the next one goes on from there. Thread-safe: guarded
 * by its lock.
 */
public final class Retention {

  /** Most sessions that one sweep looks at. */
  public static final int MAX_SESSIONS = 1_000;

  /** Most entries of one session that one sweep drops. */
  public static final int MAX_ENTRIES = 50_000;

  private static final int PAGE = 100;
  private static final int PIECE = 500;

  private final Journal journal;
  private final Archive archive;
  private final SessionHub hub;
  private final Incidents incidents;
  private final LongSupplier nowMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SessionId cursor;

  /** {@code nowMillis}: milliseconds since 1970. */
  public Retention(Journal journal, Archive archive, SessionHub hub, Incidents incidents, LongSupplier nowMillis) {
    this.journal = journal;
    this.archive = archive;
    this.hub = hub;
    this.incidents = incidents;
    this.nowMillis = nowMillis;
  }

  /**
   * Looks at the next sessions and drops what is too old. Blocks. One session that fails does not keep the others.
   *
   * @return how many entries were dropped
   * @throws JournalFailure where the sessions cannot be listed
   */
  public long sweep() {
    lock.lock();
    try {
      return sweepOn();
    } finally {
      lock.unlock();
    }
  }

  private long sweepOn() {
    long dropped = 0;
    for (int seen = 0; seen < MAX_SESSIONS; ) {
      List<Journal.Summary> page = journal.list(cursor, PAGE);
      for (Journal.Summary session : page) {
        dropped += drop(session);
        cursor = session.description().id();
      }
      seen += page.size();
      if (page.size() < PAGE) {
        cursor = null;
        break;
      }
    }
    return dropped;
  }

  private long drop(Journal.Summary session) {
    SessionId id = session.description().id();
    long days = session.profile().count(ProfileField.RETENTION_DAYS, 0);
    if (days < 1) {
      return 0;
    }
    try {
      return drop(id, nowMillis.getAsLong() - TimeUnit.DAYS.toMillis(days));
    } catch (RuntimeException e) {
      incidents.sessionFailed(id, "what is older than it wishes to keep could not be dropped; it is tried again", e);
      return 0;
    }
  }

  /** Messages go first: where the log does not follow, the next sweep finds both again. */
  private long drop(SessionId id, long cutoff) {
    long retainedAfter = journal.retainedAfter(id);
    long end = lastBefore(id, retainedAfter, cutoff);
    if (end == retainedAfter) {
      return 0;
    }
    archive.forgetUpTo(id, end);
    hub.undisturbed(() -> forget(id, end));
    hub.forgetUpTo(id, end);
    return end - retainedAfter;
  }

  /** The last place of before {@code cutoff}: time in a log does not go back. */
  private long lastBefore(SessionId id, long retainedAfter, long cutoff) {
    long last = retainedAfter;
    while (last - retainedAfter < MAX_ENTRIES) {
      List<Entry> piece = journal.read(id, last + 1, retainedAfter + MAX_ENTRIES, PIECE);
      for (Entry entry : piece) {
        if (entry.at() >= cutoff) {
          return last;
        }
        last = entry.seq();
      }
      if (piece.isEmpty()) {
        return last;
      }
    }
    return last;
  }

  /** A session that does not come to a snapshot by itself gets one of that place. */
  private void forget(SessionId id, long end) {
    long snapshotAt = journal.open(id).map(Journal.Opened::snapshot).map(kept -> kept == null ? 0 : kept.seq()).orElse(0L);
    if (snapshotAt >= end) {
      journal.forgetUpTo(id, end);
    } else if (Past.of(new SessionLog(journal, id), end) instanceof Past.Found past) {
      journal.forget(id, past.state().snapshot());
    } else {
      throw new JournalFailure("session " + id + " as it was at " + end + " cannot be had", false);
    }
  }
}
