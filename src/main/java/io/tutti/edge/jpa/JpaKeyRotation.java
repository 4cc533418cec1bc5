package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import io.tutti.session.JournalFailure;
import io.tutti.session.KeyRotation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the tables anew, session by session and portion by portion, each portion in a transaction of its own. Thread-safe: its
 * progress is guarded by itself.
 */
public final class JpaKeyRotation implements KeyRotation {

  private static final Logger LOG = LoggerFactory.getLogger(JpaKeyRotation.class);

  private final Transactions transactions;
  private final Seal seal;
  private final Runnable fold;
  private final Executor executor;
  private final Map<String, Long> sealed = new TreeMap<>();
  private State state = State.IDLE;
  private long sessions;
  private @Nullable String failure;

  /**
   * The rotation of what {@code database} has.
   *
   * @param fold brings everything that was stored into the tables, and leaves nothing before them under an older key
   * @param executor does the work: one long task for each rotation
   */
  public JpaKeyRotation(Database database, Runnable fold, Executor executor) {
    this.transactions = new Transactions(database);
    this.seal = database.seal();
    this.fold = fold;
    this.executor = executor;
  }

  @Override
  public synchronized boolean begin() {
    if (state == State.RUNNING || !seal.isActive()) {
      return false;
    }
    state = State.RUNNING;
    sessions = 0;
    sealed.clear();
    failure = null;
    executor.execute(this::run);
    return true;
  }

  @Override
  public synchronized Progress progress() {
    return new Progress(seal.keyId(), state, sessions, sealed, failure);
  }

  private void run() {
    LOG.info("Everything that is stored is sealed anew with the key {}", seal.keyId());
    try {
      fold.run();
      for (Long key = after(0); key != null; key = after(key)) {
        session(key);
      }
      end(State.DONE, null);
      LOG.info("Everything that is stored is sealed with the key {}: {}", seal.keyId(), progress().sealed());
    } catch (RuntimeException e) {
      LOG.error("Not everything could be sealed anew; what was stays so", e);
      end(State.FAILED, e instanceof JournalFailure ? String.valueOf(e.getMessage()) : e.toString());
    }
  }

  private synchronized void end(State reached, @Nullable String problem) {
    state = reached;
    failure = problem;
  }

  private synchronized void count(String kind, long values) {
    sealed.merge(kind, values, Long::sum);
  }

  private void session(long key) {
    for (Resealing.Texts texts : Resealing.Texts.values()) {
      Resealing.Portion portion;
      long last = -1;
      do {
        long after = last;
        portion = locked(key, connection -> new Resealing(connection, seal, key).texts(texts, after));
        last = portion.last();
        count(texts.name().toLowerCase(java.util.Locale.ROOT), portion.sealed());
      } while (!portion.isLast());
    }
    count("documents", locked(key, connection -> new Resealing(connection, seal, key).documents()));
    synchronized (this) {
      sessions++;
    }
  }

  /** The next session's key; null behind the last. */
  private @Nullable Long after(long key) {
    return transactions.read("look for the next session", entities -> entities.unwrap(Session.class).doReturningWork(connection -> {
      try (PreparedStatement select = connection.prepareStatement("SELECT MIN(session_key) FROM sessions WHERE session_key > ?")) {
        select.setLong(1, key);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          long next = row.getLong(1);
          return row.wasNull() ? null : next;
        }
      }
    }));
  }

  private interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  private <R> R locked(long key, Work<R> work) {
    return transactions.write("seal a session anew", entities -> entities.unwrap(Session.class).doReturningWork(connection -> {
      try (PreparedStatement lock = connection.prepareStatement("SELECT session_key FROM sessions WHERE session_key = ? FOR UPDATE")) {
        lock.setLong(1, key);
        lock.executeQuery().close();
        return work.on(connection);
      }
    }));
  }
}
