package io.tutti.simulation;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a journal has on its disk, here in memory: it outlasts every simulated crash. Thread-safe: guarded by itself. */
public final class StoredLogs implements Journal {

  private static final class Log {
    final SessionDescription description;
    final List<Entry> entries = new ArrayList<>();
    @Nullable SessionSnapshot snapshot;
    long forgotten;

    Log(SessionDescription description) {
      this.description = description;
    }

    long end() {
      return forgotten + entries.size();
    }

    List<Entry> after(long seq) {
      return List.copyOf(entries.subList((int) Math.max(0, seq - forgotten), entries.size()));
    }
  }

  private final TreeMap<SessionId, Log> logs = new TreeMap<>();

  @Override
  public synchronized boolean create(SessionDescription description) {
    return logs.putIfAbsent(description.id(), new Log(description)) == null;
  }

  @Override
  public synchronized void append(List<Batch> batches) {
    Map<SessionId, Long> ends = new HashMap<>();
    for (Batch batch : batches) {
      for (Entry entry : batch.entries()) {
        long end = ends.computeIfAbsent(batch.session(), id -> log(id).end());
        if (entry.seq() != end + 1) {
          throw new JournalFailure(batch.session() + ": entry " + entry.seq() + " follows " + end, true);
        }
        ends.put(batch.session(), entry.seq());
      }
    }
    batches.forEach(batch -> log(batch.session()).entries.addAll(batch.entries()));
  }

  @Override
  public synchronized Optional<Opened> open(SessionId session) {
    return known(session).map(log -> new Opened(
        log.description, log.snapshot, log.after(log.snapshot == null ? 0 : log.snapshot.seq())));
  }

  @Override
  public synchronized Optional<SessionDescription> describe(SessionId session) {
    return known(session).map(log -> log.description);
  }

  @Override
  public synchronized List<Entry> read(SessionId session, long from, long to, int limit) {
    return known(session).map(log -> log.after(from - 1)).orElse(List.of()).stream()
        .filter(entry -> entry.seq() <= to)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long retainedAfter(SessionId session) {
    return known(session).map(log -> log.forgotten).orElse(0L);
  }

  @Override
  public synchronized Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return known(session).map(log -> log.entries).orElse(List.of()).stream()
        .filter(entry -> entry.seq() > after && client.equals(entry.client()) && ref.equals(entry.ref()))
        .findFirst();
  }

  @Override
  public synchronized void keep(SessionId session, SessionSnapshot snapshot) {
    Log log = log(session);
    if (log.snapshot == null || log.snapshot.seq() <= snapshot.seq()) {
      log.snapshot = snapshot;
    }
  }

  @Override
  public synchronized void forget(SessionId session, SessionSnapshot snapshot) {
    keep(session, snapshot);
    Log log = log(session);
    log.entries.removeIf(entry -> entry.seq() <= snapshot.seq());
    log.forgotten = Math.max(log.forgotten, snapshot.seq());
  }

  @Override
  public synchronized void delete(SessionId session) {
    logs.remove(session);
  }

  @Override
  public synchronized List<Summary> list(@Nullable SessionId after, int limit) {
    return (after == null ? logs : logs.tailMap(after, false)).values().stream()
        .limit(limit)
        .map(log -> new Summary(log.description, log.end(), log.description.createdAt()))
        .toList();
  }

  @Override
  public boolean isHealthy() {
    return true;
  }

  private Optional<Log> known(SessionId session) {
    return Optional.ofNullable(logs.get(session));
  }

  private Log log(SessionId session) {
    return known(session).orElseThrow(() -> new JournalFailure("there is no session " + session, true));
  }
}
