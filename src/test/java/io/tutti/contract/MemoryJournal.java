package io.tutti.contract;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.Profile;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A journal that lasts as long as its process: the twin for tests that are not about storage. After {@link #breakDown} it
 * fails as a lost disk does, until {@link #repair}. Thread-safe: guarded by itself.
 */
public final class MemoryJournal implements Journal {

  private static final class Log {
    SessionDescription description;
    final TreeMap<Long, Entry> entries = new TreeMap<>();
    @Nullable SessionSnapshot snapshot;
    long retainedAfter;
    long lastSeq;
    long lastActivity;

    Profile profile;

    Log(SessionDescription description) {
      this.description = description;
      this.profile = Profile.of(description);
      this.lastActivity = description.createdAt();
    }
  }

  private final TreeMap<SessionId, Log> logs = new TreeMap<>();
  private final LogIdentities identities = new LogIdentities();
  private boolean broken;

  /** From now on every call fails. */
  public synchronized void breakDown() {
    broken = true;
  }

  /** From now on calls succeed again; nothing that was stored is lost. */
  public synchronized void repair() {
    broken = false;
  }

  @Override
  public synchronized boolean create(SessionDescription description) {
    requireWhole();
    return !logs.containsKey(description.id())
        && logs.put(description.id(), new Log(identities.created(description))) == null;
  }

  @Override
  public synchronized void append(List<Batch> batches) {
    requireWhole();
    Map<SessionId, Long> ends = new HashMap<>();
    for (Batch batch : batches) {
      for (Entry entry : batch.entries()) {
        long end = ends.computeIfAbsent(batch.session(), id -> existing(id).lastSeq);
        if (entry.seq() != end + 1) {
          throw new JournalFailure("session " + batch.session() + ": entry " + entry.seq() + " follows " + end, true);
        }
        ends.put(batch.session(), entry.seq());
      }
    }
    batches.forEach(batch -> batch.entries().forEach(entry -> {
      Log log = existing(batch.session());
      log.entries.put(entry.seq(), entry);
      log.lastSeq = entry.seq();
      log.lastActivity = entry.at();
      if (entry.event() instanceof Event.ProfileChanged changed) {
        log.profile = log.profile.with(changed.changes());
      }
    }));
  }

  @Override
  public synchronized Optional<Opened> open(SessionId session) {
    requireWhole();
    return log(session).map(log -> {
      if (log.snapshot == null && log.retainedAfter > 0) {
        throw new JournalFailure("session " + session + ": the log has no entry 1", false);
      }
      long after = log.snapshot == null ? 0 : log.snapshot.seq();
      return new Opened(log.description, log.snapshot, List.copyOf(log.entries.tailMap(after, false).values()));
    });
  }

  @Override
  public synchronized Optional<SessionDescription> describe(SessionId session) {
    requireWhole();
    return log(session).map(log -> log.description);
  }

  @Override
  public synchronized List<Entry> read(SessionId session, long from, long to, int limit) {
    requireWhole();
    if (from > to) {
      return List.of();
    }
    return log(session)
        .map(log -> log.entries.subMap(from, true, to, true).values().stream().limit(Math.max(0, limit)).toList())
        .orElse(List.of());
  }

  @Override
  public synchronized long retainedAfter(SessionId session) {
    requireWhole();
    return log(session).map(log -> log.retainedAfter).orElse(0L);
  }

  @Override
  public synchronized Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    requireWhole();
    return log(session).flatMap(log -> log.entries.values().stream()
        .filter(entry -> entry.seq() > after && client.equals(entry.client()) && ref.equals(entry.ref()))
        .findFirst());
  }

  @Override
  public synchronized void keep(SessionId session, SessionSnapshot snapshot) {
    requireWhole();
    Log log = existing(session);
    if (snapshot.seq() > log.lastSeq) {
      throw new JournalFailure("session " + session + ": the log has no entry " + snapshot.seq(), true);
    }
    if (log.snapshot == null || log.snapshot.seq() <= snapshot.seq()) {
      log.snapshot = snapshot;
    }
  }

  @Override
  public synchronized void forget(SessionId session, SessionSnapshot snapshot) {
    requireWhole();
    Log log = existing(session);
    if (snapshot.seq() > log.lastSeq) {
      throw new JournalFailure("session " + session + ": the log has no entry " + snapshot.seq(), true);
    }
    keep(session, snapshot);
    log.entries.headMap(snapshot.seq(), true).clear();
    log.retainedAfter = Math.max(log.retainedAfter, snapshot.seq());
  }

  @Override
  public synchronized void forgetUpTo(SessionId session, long seq) {
    requireWhole();
    Log log = existing(session);
    if (log.snapshot == null || log.snapshot.seq() < seq) {
      throw new JournalFailure("session " + session + ": no snapshot has reached " + seq, true);
    }
    log.entries.headMap(seq, true).clear();
    log.retainedAfter = Math.max(log.retainedAfter, seq);
  }

  @Override
  public synchronized void beginAfter(SessionId session, long after) {
    requireWhole();
    Log log = existing(session);
    if (log.lastSeq != 0 || after < 1) {
      throw new JournalFailure("session " + session + ": its log has begun", true);
    }
    log.lastSeq = after;
    log.retainedAfter = after;
  }

  @Override
  public synchronized void delete(SessionId session) {
    requireWhole();
    Log log = logs.remove(session);
    if (log != null) {
      identities.deleted(log.description);
    }
  }

  @Override
  public synchronized boolean isDeleted(SessionId session) {
    requireWhole();
    return identities.isDeleted(session);
  }

  @Override
  public synchronized LogIdentity renew(SessionId session) {
    requireWhole();
    Log log = existing(session);
    log.description = identities.renewed(log.description);
    return log.description.log();
  }

  @Override
  public synchronized List<Summary> list(@Nullable SessionId after, int limit) {
    requireWhole();
    List<Summary> summaries = new ArrayList<>();
    for (Log log : (after == null ? logs : logs.tailMap(after, false)).values()) {
      if (summaries.size() < limit) {
        summaries.add(new Summary(log.description, log.profile, log.lastSeq, log.lastActivity));
      }
    }
    return summaries;
  }

  @Override
  public synchronized boolean isHealthy() {
    return !broken;
  }

  private Optional<Log> log(SessionId session) {
    return Optional.ofNullable(logs.get(session));
  }

  private Log existing(SessionId session) {
    return log(session).orElseThrow(() -> new JournalFailure("there is no session " + session, true));
  }

  private void requireWhole() {
    if (broken) {
      throw new JournalFailure("the memory is lost", false);
    }
  }
}
