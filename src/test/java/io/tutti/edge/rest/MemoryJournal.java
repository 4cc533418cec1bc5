package io.tutti.edge.rest;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A journal in memory that can be broken. Thread-safe: one lock. */
final class MemoryJournal implements Journal {

  private static final class Log {
    final SessionDescription description;
    final List<Entry> entries = new ArrayList<>();
    SessionSnapshot snapshot;
    long retainedAfter;

    Log(SessionDescription description) {
      this.description = description;
    }
  }

  private final TreeMap<SessionId, Log> logs = new TreeMap<>();
  private boolean broken;
  private boolean wrong;

  synchronized void breakDown(boolean down) {
    broken = down;
  }

  /** Makes the next questions fail as only a bug would. */
  synchronized void goWrong(boolean wrongly) {
    wrong = wrongly;
  }

  private void requireWhole() {
    if (wrong) {
      throw new IllegalStateException("secret-internals at line 42");
    }
    if (broken) {
      throw new JournalFailure("disk /var/lib/secret-path is full", false);
    }
  }

  @Override
  public synchronized boolean create(SessionDescription description) {
    requireWhole();
    return logs.putIfAbsent(description.id(), new Log(description)) == null;
  }

  @Override
  public synchronized void append(List<Batch> batches) {
    requireWhole();
    for (Batch batch : batches) {
      Log log = logs.get(batch.session());
      if (log == null) {
        throw new JournalFailure("no such session", true);
      }
      log.entries.addAll(batch.entries());
    }
  }

  @Override
  public synchronized Optional<Opened> open(SessionId session) {
    requireWhole();
    return Optional.ofNullable(logs.get(session)).map(log -> {
      long from = log.snapshot == null ? 0 : log.snapshot.seq();
      return new Opened(log.description, log.snapshot, log.entries.stream().filter(entry -> entry.seq() > from).toList());
    });
  }

  @Override
  public synchronized Optional<SessionDescription> describe(SessionId session) {
    requireWhole();
    return Optional.ofNullable(logs.get(session)).map(log -> log.description);
  }

  @Override
  public synchronized List<Entry> read(SessionId session, long from, long to, int limit) {
    requireWhole();
    Log log = logs.get(session);
    return log == null ? List.of() : log.entries.stream()
        .filter(entry -> entry.seq() >= from && entry.seq() <= to).limit(limit).toList();
  }

  @Override
  public synchronized long retainedAfter(SessionId session) {
    Log log = logs.get(session);
    return log == null ? 0 : log.retainedAfter;
  }

  @Override
  public synchronized Optional<Entry> find(SessionId session, ClientId client, String ref) {
    return read(session, 1, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
        .filter(entry -> client.equals(entry.client()) && ref.equals(entry.ref())).findFirst();
  }

  @Override
  public synchronized void keep(SessionId session, SessionSnapshot snapshot) {
    requireWhole();
    logs.get(session).snapshot = snapshot;
  }

  @Override
  public synchronized void forget(SessionId session, SessionSnapshot snapshot) {
    keep(session, snapshot);
    Log log = logs.get(session);
    log.entries.removeIf(entry -> entry.seq() <= snapshot.seq());
    log.retainedAfter = snapshot.seq();
  }

  @Override
  public synchronized void delete(SessionId session) {
    requireWhole();
    logs.remove(session);
  }

  @Override
  public synchronized List<Summary> list(SessionId after, int limit) {
    requireWhole();
    return (after == null ? logs : logs.tailMap(after, false)).values().stream().limit(limit)
        .map(log -> new Summary(log.description, log.entries.size(), log.description.createdAt())).toList();
  }

  @Override
  public synchronized boolean isHealthy() {
    return !broken;
  }
}
