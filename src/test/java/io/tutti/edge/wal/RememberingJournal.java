package io.tutti.edge.wal;

import io.tutti.contract.LogIdentities;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.Profile;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A journal in memory that can be told to fail, and remembers how it was called. Thread-safe: guarded by its monitor. */
final class RememberingJournal implements Journal {

  private static final class Log {
    SessionDescription description;
    final TreeMap<Long, Entry> entries = new TreeMap<>();
    @Nullable SessionSnapshot snapshot;
    long retainedAfter;

    Log(SessionDescription description) {
      this.description = description;
    }
  }

  private final TreeMap<SessionId, Log> logs = new TreeMap<>();
  private final LogIdentities identities = new LogIdentities();
  private final List<List<Batch>> appended = new ArrayList<>();
  private @Nullable JournalFailure failure;
  private final Set<SessionId> refused = new HashSet<>();
  private boolean losesAnswer;
  private volatile Runnable beforeAppend = () -> { };

  /** A journal with the same content and none of the faults. */
  synchronized RememberingJournal copy() {
    RememberingJournal copy = new RememberingJournal();
    copy.identities.take(identities);
    logs.forEach((id, log) -> {
      Log twin = new Log(log.description);
      twin.entries.putAll(log.entries);
      twin.snapshot = log.snapshot;
      twin.retainedAfter = log.retainedAfter;
      copy.logs.put(id, twin);
    });
    return copy;
  }

  /** Lets every append fail so from now on; null: lets them work again. */
  synchronized void failWith(@Nullable JournalFailure next) {
    failure = next;
  }

  /** Lets the next append store everything and fail all the same, as a connection does that is lost after the commit. */
  synchronized void loseAnswer() {
    losesAnswer = true;
  }

  /** Lets every append to {@code session} be refused from now on as the request's own fault. */
  synchronized void refuse(SessionId session) {
    refused.add(session);
  }

  /** What runs, outside the monitor, at the start of each append. */
  void beforeAppend(Runnable action) {
    beforeAppend = action;
  }

  /** The calls of append that stored something, in order. */
  synchronized List<List<Batch>> appended() {
    return List.copyOf(appended);
  }

  /** The session's entries as they are stored here. */
  synchronized List<Entry> stored(SessionId session) {
    Log log = logs.get(session);
    return log == null ? List.of() : List.copyOf(log.entries.values());
  }

  @Override
  public synchronized boolean create(SessionDescription description) {
    return !logs.containsKey(description.id())
        && logs.put(description.id(), new Log(identities.created(description))) == null;
  }

  @Override
  public void append(List<Batch> batches) {
    beforeAppend.run();
    store(batches);
  }

  private synchronized void store(List<Batch> batches) {
    if (failure != null) {
      throw failure;
    }
    for (Batch batch : batches) {
      Log log = logs.get(batch.session());
      if (log == null || refused.contains(batch.session())) {
        throw new JournalFailure("no session " + batch.session(), true);
      }
      for (Entry entry : batch.entries()) {
        if (entry.seq() <= log.retainedAfter || log.entries.containsKey(entry.seq())) {
          throw new JournalFailure("taken " + entry.seq(), true);
        }
      }
    }
    for (Batch batch : batches) {
      Log log = logs.get(batch.session());
      batch.entries().forEach(entry -> log.entries.put(entry.seq(), entry));
    }
    appended.add(batches);
    if (losesAnswer) {
      losesAnswer = false;
      throw new JournalFailure("connection lost", false);
    }
  }

  @Override
  public synchronized Optional<Opened> open(SessionId session) {
    return Optional.ofNullable(logs.get(session)).map(log -> {
      long after = log.snapshot == null ? 0 : log.snapshot.seq();
      return new Opened(log.description, log.snapshot, List.copyOf(log.entries.tailMap(after, false).values()));
    });
  }

  @Override
  public synchronized Optional<SessionDescription> describe(SessionId session) {
    return Optional.ofNullable(logs.get(session)).map(log -> log.description);
  }

  @Override
  public synchronized List<Entry> read(SessionId session, long from, long to, int limit) {
    Log log = logs.get(session);
    return log == null || from > to ? List.of()
        : log.entries.subMap(from, true, to, true).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized long retainedAfter(SessionId session) {
    Log log = logs.get(session);
    return log == null ? 0 : log.retainedAfter;
  }

  @Override
  public synchronized Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return stored(session).stream()
        .filter(entry -> entry.seq() > after && client.equals(entry.client()) && ref.equals(entry.ref()))
        .findFirst();
  }

  @Override
  public synchronized void keep(SessionId session, SessionSnapshot snapshot) {
    Log log = logs.get(session);
    if (log != null) {
      log.snapshot = snapshot;
    }
  }

  @Override
  public synchronized void forget(SessionId session, SessionSnapshot snapshot) {
    Log log = logs.get(session);
    if (log != null) {
      log.snapshot = snapshot;
      log.entries.headMap(snapshot.seq(), true).clear();
      log.retainedAfter = snapshot.seq();
    }
  }

  @Override
  public synchronized void beginAfter(SessionId session, long after) {
    logs.get(session).retainedAfter = after;
  }

  @Override
  public synchronized void forgetUpTo(SessionId session, long seq) {
    Log log = logs.get(session);
    log.entries.headMap(seq, true).clear();
    log.retainedAfter = seq;
  }

  @Override
  public synchronized void delete(SessionId session) {
    Log log = logs.remove(session);
    if (log != null) {
      identities.deleted(log.description);
    }
  }

  @Override
  public synchronized boolean isDeleted(SessionId session) {
    return identities.isDeleted(session);
  }

  @Override
  public synchronized LogIdentity renew(SessionId session) {
    Log log = logs.get(session);
    if (log == null) {
      throw new JournalFailure("there is no session " + session, true);
    }
    log.description = identities.renewed(log.description);
    return log.description.log();
  }

  @Override
  public synchronized List<Summary> list(@Nullable SessionId after, int limit) {
    Map<SessionId, Log> rest = after == null ? logs : logs.tailMap(after, false);
    return rest.values().stream().limit(limit).map(RememberingJournal::summary).toList();
  }

  private static Summary summary(Log log) {
    long seq = log.entries.isEmpty() ? log.retainedAfter : log.entries.lastKey();
    long at = log.entries.isEmpty() ? log.description.createdAt() : log.entries.lastEntry().getValue().at();
    return new Summary(log.description, Profile.of(log.description), seq, at);
  }

  @Override
  public synchronized boolean isHealthy() {
    return failure == null;
  }
}
