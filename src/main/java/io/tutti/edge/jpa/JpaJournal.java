package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.Caller;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal in tables. Each write is one transaction, and durable when it returns; where it fails at the very end, while
 * the database confirms it, it may have been stored all the same, as with any database: whoever asks next sees which.
 * Thread-safe.
 */
public final class JpaJournal implements Journal {

  private static final String READ_ONLY = "org.hibernate.readOnly";

  /** Everything that belongs to a session, in an order in which it can be deleted. */
  private static final List<String> OF_A_SESSION = List.of("session_events", "session_participants", "session_snapshots",
      "document_snapshots", "session_metrics", "message_words", "session_messages", "read_positions",
      "invite_uses", "session_invites");

  private final Database database;
  private final Transactions transactions;
  private final SessionKeys keys = new SessionKeys();
  private final EventAppender appender;
  private final Seal seal;
  private final DeletedSessions deletedSessions;

  public JpaJournal(Database database) {
    this(database, System::currentTimeMillis);
  }

  /** {@code nowMillis}: the clock that says how long a deleted session is remembered. */
  JpaJournal(Database database, LongSupplier nowMillis) {
    this.deletedSessions = new DeletedSessions(nowMillis);
    this.database = database;
    this.transactions = new Transactions(database);
    this.seal = database.seal();
    this.appender = new EventAppender(keys, seal);
  }

  @Override
  public boolean create(SessionDescription description) {
    SessionEntity row = new SessionEntity(description);
    try {
      boolean created = write("create session " + description.id(), entities -> {
        if (row(entities, description.id()).isPresent()) {
          return false;
        }
        deletedSessions.find(entities, description.id())
            .ifPresent(deleted -> row.setLog(row.log().after(deleted.logGeneration + 1)));
        deletedSessions.forget(entities, description.id());
        entities.persist(row);
        return true;
      });
      if (created) {
        keys.remember(description.id(), row.storedKey());
      }
      return created;
    } catch (JournalFailure e) {
      if (Failures.isTaken(e)) {
        // Somebody else created it in between.
        return false;
      }
      throw e;
    }
  }

  @Override
  public void append(List<Batch> batches) {
    database.requireRoom();
    try (Connection connection = database.appendingConnection()) {
      try {
        appender.append(connection, batches);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException | RuntimeException e) {
      throw transactions.failure("append to the journal", e);
    }
    sync();
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public Optional<Opened> open(SessionId session) {
    return read("open session " + session, entities -> row(entities, session).map(row -> {
      SessionSnapshot snapshot = SnapshotTable.find(entities, seal, row.storedKey()).orElse(null);
      long after = snapshot == null ? 0 : snapshot.seq();
      List<Entry> tail = entries(entities, row.storedKey(), after + 1, Long.MAX_VALUE, Integer.MAX_VALUE);
      requireWhole(session, after, row.lastSeq, tail);
      // Another node may have deleted the id that this one knew, and created it again.
      keys.remember(session, row.storedKey());
      return new Opened(row.toDescription(), snapshot, tail);
    }));
  }

  /** A log with a hole must not become a state that never was. */
  private static void requireWhole(SessionId session, long after, long lastSeq, List<Entry> tail) {
    long expected = after;
    for (Entry entry : tail) {
      expected++;
      if (entry.seq() != expected) {
        throw new JournalFailure("session " + session + ": the log has no entry " + expected, false);
      }
    }
    if (expected < lastSeq) {
      throw new JournalFailure("session " + session + ": the log ends at " + expected + " and not at " + lastSeq, false);
    }
  }

  @Override
  public Optional<SessionDescription> describe(SessionId session) {
    return read("read session " + session, entities -> row(entities, session).map(SessionEntity::toDescription));
  }

  @Override
  public List<Entry> read(SessionId session, long from, long to, int limit) {
    if (limit <= 0 || from > to) {
      return List.of();
    }
    return read("read the log of session " + session, entities -> row(entities, session)
        .map(row -> entries(entities, row.storedKey(), from, to, limit))
        .orElse(List.of()));
  }

  @Override
  public List<Entry> readPiece(SessionId session, long from, long to, int limit, long maxCharacters) {
    if (limit <= 0 || from > to) {
      return List.of();
    }
    return read("read the log of session " + session, entities -> row(entities, session)
        .map(row -> entries(entities, row.storedKey(), from, endOfPiece(entities, row.storedKey(), from, to, limit, maxCharacters), limit))
        .orElse(List.of()));
  }

  /** Where the entries from {@code from} on have so many characters together; what they hold is not read for that. */
  private static long endOfPiece(EntityManager entities, long key, long from, long to, int limit, long maxCharacters) {
    List<Object[]> sizes = entities
        .createQuery("select e.place.seq, length(e.payload) from EventEntity e where e.place.sessionKey = :key"
            + " and e.place.seq between :from and :to order by e.place.sessionKey, e.place.seq", Object[].class)
        .setParameter("key", key)
        .setParameter("from", from)
        .setParameter("to", to)
        .setMaxResults(limit)
        .getResultList();
    long end = to;
    long characters = 0;
    for (int i = 0; i < sizes.size(); i++) {
      characters += ((Number) sizes.get(i)[1]).longValue();
      if (i > 0 && characters > maxCharacters) {
        return end;
      }
      end = ((Number) sizes.get(i)[0]).longValue();
    }
    return end;
  }

  @Override
  public long retainedAfter(SessionId session) {
    return read("read session " + session, entities -> row(entities, session).map(row -> row.retainedAfter).orElse(0L));
  }

  @Override
  public Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return read("search the log of session " + session, entities -> row(entities, session).flatMap(row -> entities
        .createQuery("select e from EventEntity e where e.place.sessionKey = :key and e.place.seq > :after"
            + " and e.ref = :ref and e.clientId = :client order by e.place.seq", EventEntity.class)
        .setParameter("key", row.storedKey())
        .setParameter("after", after)
        .setParameter("ref", ref)
        .setParameter("client", client.value())
        .setMaxResults(1)
        .setHint(READ_ONLY, true)
        .getResultStream()
        .findFirst()
        .map(entry -> entry.toEntry(seal))));
  }

  @Override
  public void keep(SessionId session, SessionSnapshot snapshot) {
    write("keep a snapshot of session " + session, entities -> {
      SessionEntity row = locked(entities, session);
      requireReached(session, row, snapshot);
      SnapshotTable.store(entities, seal, row.storedKey(), snapshot);
      return true;
    });
  }

  @Override
  public void forget(SessionId session, SessionSnapshot snapshot) {
    write("forget the past of session " + session, entities -> {
      SessionEntity row = locked(entities, session);
      requireReached(session, row, snapshot);
      SnapshotTable.store(entities, seal, row.storedKey(), snapshot);
      return forgetUpTo(entities, row, snapshot.seq());
    });
  }

  @Override
  public void forgetUpTo(SessionId session, long seq) {
    write("forget the past of session " + session, entities -> {
      SessionEntity row = locked(entities, session);
      SnapshotEntity newest = entities.find(SnapshotEntity.class, row.storedKey());
      if (newest == null || newest.seq < seq) {
        throw new JournalFailure("session " + session + ": no snapshot has reached " + seq, true);
      }
      return forgetUpTo(entities, row, seq);
    });
  }

  private static int forgetUpTo(EntityManager entities, SessionEntity row, long seq) {
    row.retainedAfter = Math.max(row.retainedAfter, seq);
    return entities
        .createQuery("delete from EventEntity e where e.place.sessionKey = :key and e.place.seq <= :seq")
        .setParameter("key", row.storedKey())
        .setParameter("seq", seq)
        .executeUpdate();
  }

  @Override
  public void beginAfter(SessionId session, long after) {
    write("let the log of session " + session + " begin", entities -> {
      SessionEntity row = locked(entities, session);
      if (row.lastSeq != 0 || after < 1) {
        throw new JournalFailure("session " + session + ": its log has begun", true);
      }
      row.lastSeq = after;
      row.retainedAfter = after;
      return true;
    });
  }

  /** A snapshot ahead of its log would be opened as a state that never was, and the log could not go on. */
  private static void requireReached(SessionId session, SessionEntity row, SessionSnapshot snapshot) {
    if (snapshot.seq() > row.lastSeq) {
      throw new JournalFailure(
          "session " + session + ": a snapshot at " + snapshot.seq() + ", and the log ends at " + row.lastSeq, true);
    }
  }

  @Override
  public void delete(SessionId session) {
    write("delete session " + session, entities -> {
      Optional<SessionEntity> row = lockedRow(entities, session);
      row.ifPresent(found -> {
        OF_A_SESSION.forEach(table -> entities.createNativeQuery("DELETE FROM " + table + " WHERE session_key = :key")
            .setParameter("key", found.storedKey()).executeUpdate());
        deletedSessions.remember(entities, found);
        entities.remove(found);
      });
      return true;
    });
    keys.forget(session);
  }

  @Override
  public boolean isDeleted(SessionId session) {
    return read("look for a deleted session " + session, entities ->
        row(entities, session).isEmpty() && deletedSessions.find(entities, session).isPresent());
  }

  @Override
  public LogIdentity renew(SessionId session) {
    return write("give the log of session " + session + " another id", entities -> {
      SessionEntity row = locked(entities, session);
      row.setLog(row.log().renewed(LogIds.next()));
      return row.log();
    });
  }

  @Override
  public List<Summary> list(@Nullable SessionId after, int limit) {
    if (limit <= 0) {
      return List.of();
    }
    return read("list the sessions", entities -> entities
        .createQuery("select s from SessionEntity s where s.sessionId > :after order by s.sessionId", SessionEntity.class)
        .setParameter("after", after == null ? "" : after.value())
        .setMaxResults(limit)
        .setHint(READ_ONLY, true)
        .getResultStream()
        .map(SessionEntity::toSummary)
        .toList());
  }

  @Override
  public List<Summary> list(Caller caller, @Nullable SessionId after, int limit) {
    if (limit <= 0) {
      return List.of();
    }
    SessionSight sight = new SessionSight(caller, null);
    return read("list the sessions that somebody finds", entities -> sight.bind(entities.createQuery(
            "select s from SessionEntity s where s.sessionId > :after and " + sight.condition() + " order by s.sessionId",
            SessionEntity.class))
        .setParameter("after", after == null ? "" : after.value())
        .setMaxResults(limit)
        .setHint(READ_ONLY, true)
        .getResultStream()
        .map(SessionEntity::toSummary)
        .toList());
  }

  @Override
  public boolean isHealthy() {
    return database.answers();
  }

  @Override
  public @Nullable String refusal() {
    return database.refusal();
  }

  @Override
  public Map<String, String> checks() {
    return Map.of("storage", database.check());
  }

  private List<Entry> entries(EntityManager entities, long key, long from, long to, int limit) {
    return entities
        .createQuery("select e from EventEntity e where e.place.sessionKey = :key and e.place.seq between :from and :to"
            + " order by e.place.sessionKey, e.place.seq", EventEntity.class)
        .setParameter("key", key)
        .setParameter("from", from)
        .setParameter("to", to)
        .setMaxResults(limit)
        .setHint(READ_ONLY, true)
        .getResultStream()
        .map(row -> row.toEntry(seal))
        .toList();
  }

  private static Optional<SessionEntity> row(EntityManager entities, SessionId session) {
    return entities
        .createQuery("select s from SessionEntity s where s.sessionId = :id", SessionEntity.class)
        .setParameter("id", session.value())
        .getResultStream()
        .findFirst();
  }

  /** The session's row, which nobody else changes until the end of the transaction: an append waits for it, or it for that. */
  private static Optional<SessionEntity> lockedRow(EntityManager entities, SessionId session) {
    return entities
        .createQuery("select s from SessionEntity s where s.sessionId = :id", SessionEntity.class)
        .setParameter("id", session.value())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private static SessionEntity locked(EntityManager entities, SessionId session) {
    return lockedRow(entities, session).orElseThrow(() -> SessionKeys.missing(session));
  }

  private <R> R write(String what, Function<EntityManager, R> work) {
    return transactions.write(what, work);
  }

  private <R> R read(String what, Function<EntityManager, R> work) {
    return transactions.read(what, work);
  }

  private void sync() {
    try {
      database.sync();
    } catch (SQLException e) {
      throw transactions.failure("make the journal durable", e);
    }
  }
}
