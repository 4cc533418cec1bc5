package io.tutti.edge.jpa;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to one opening of the embedded database, and the means to end that opening whatever state it is in.
 *
 * <p>After a failed write H2 2.4 may have counted one use of its current version too few. Then every statement, a
 * {@code SHUTDOWN} too, turns for ever in {@link MVStore#registerVersionUsage}, which looks at nothing else. So its engine is
 * reached past SQL: it is closed, which frees the file, and its counter is replaced, which lets those statements go on and find it
 * closed. Thread-safe.
 */
final class EmbeddedSource implements BareSource {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSource.class);
  /** How often the counter is replaced: who found the last one may have spoilt it again on the way out. */
  private static final int RELEASES = 20;
  private static final long BETWEEN_RELEASES_MILLIS = 50;

  private final String url;
  private final Properties credentials = new Properties();
  private final Set<Database> engines = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean abandoned;

  EmbeddedSource(DatabaseAddress address) {
    this.url = address.url();
    credentials.setProperty("user", address.user());
    credentials.setProperty("password", address.password());
  }

  @Override
  public Connection getConnection() throws SQLException {
    requireUsable();
    Connection connection = new org.h2.Driver().connect(url, credentials);
    if (connection == null) {
      throw new SQLException("No database is known by " + url);
    }
    note(connection);
    requireUsable();
    return connection;
  }

  private synchronized void requireUsable() throws SQLException {
    if (abandoned) {
      throw new SQLException("This opening of the database was given up", "08003");
    }
  }

  /** Two connections may lead to two engines: H2 replaces one by itself that has noticed its failure. */
  private void note(Connection connection) {
    if (connection instanceof JdbcConnection own && own.getSession() instanceof SessionLocal session) {
      boolean late;
      synchronized (this) {
        engines.add(session.getDatabase());
        late = abandoned;
      }
      if (late) {
        end(session.getDatabase());
      }
    }
  }

  /** Ends the opening: its file is free when this returns, and whoever still works with it gets an exception soon. */
  void abandon() {
    List<Database> all;
    synchronized (this) {
      abandoned = true;
      all = new ArrayList<>(engines);
      engines.clear();
    }
    all.forEach(EmbeddedSource::end);
  }

  private static void end(Database engine) {
    try {
      MVStore store = engine.getStore().getMvStore();
      engine.shutdownImmediately();
      store.closeImmediately();
      Thread release = new Thread(() -> release(store), "tutti-database-release");
      release.setDaemon(true);
      release.start();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The engine of the embedded database could not be ended", e);
    }
  }

  private static void release(MVStore store) {
    try {
      Field current = MVStore.class.getDeclaredField("currentTxCounter");
      current.setAccessible(true);
      Constructor<MVStore.TxCounter> counter = MVStore.TxCounter.class.getDeclaredConstructor(long.class);
      counter.setAccessible(true);
      for (int i = 0; i < RELEASES; i++) {
        current.set(store, counter.newInstance(store.getCurrentVersion()));
        Thread.sleep(BETWEEN_RELEASES_MILLIS);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.warn("Threads may go on waiting in an embedded database that was given up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
