package io.tutti.edge.jpa;

import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the database open: asks it every second, and at once after a failure, and says where it does not answer, so that nobody
 * waits for it. An embedded database that does not answer is given up and opened again (rule STORE4); PostgreSQL is asked until it
 * answers again. Thread-safe.
 */
final class DatabaseKeeper implements AutoCloseable {

  /** What people are told. */
  static final String SILENT = "The database does not answer at the moment";

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseKeeper.class);
  private static final long INTERVAL_MILLIS = 1_000;
  private static final long LONGEST_BACK_OFF_MILLIS = 4_000;
  private static final long PATIENCE_MILLIS = 10_000;
  /** After a failure there is reason to expect no answer. */
  private static final long SHORT_PATIENCE_MILLIS = 5_000;
  private static final String ASK = "SELECT 1 FROM sessions WHERE session_key = 0";
  private static final String ASK_THOROUGHLY = "CHECKPOINT SYNC";

  private final DatabaseAddress address;
  private final Semaphore wakeUps = new Semaphore(0);
  private final ExecutorService asking = Executors.newCachedThreadPool(DatabaseKeeper::thread);
  private final Thread thread = thread(this::run);
  /** Its own thread and the one that asks for it take turns, unless that one never comes back. */
  private volatile @Nullable Connection probe;
  private int failures;
  private volatile @Nullable Pools current;
  private volatile @Nullable String trouble;
  private final AtomicLong suspicions = new AtomicLong();
  /** How many of the suspicions were looked into. */
  private volatile long settled;
  private volatile boolean closed;

  DatabaseKeeper(DatabaseAddress address, Pools opened) {
    this.address = address;
    this.current = opened;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tutti-database");
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    thread.start();
  }

  /**
   * The connections to the database.
   *
   * @throws JournalFailure at once, where it is known not to answer
   */
  Pools pools() {
    Pools open = current;
    if (open == null || trouble != null) {
      throw JournalFailure.refused(SILENT);
    }
    return open;
  }

  /** What is wrong with the database, in words for operators, or {@link Journal#OK}. */
  String check() {
    String found = trouble;
    return found == null ? Journal.OK : found;
  }

  /** Why nothing can be stored, in words for people; null where the database answers. */
  @Nullable String refusal() {
    return trouble == null ? null : SILENT;
  }

  /** Something failed that may be the database's fault: it is looked at once. */
  void suspect() {
    suspicions.incrementAndGet();
    Pools open = current;
    if (open != null && address.product() == DatabaseAddress.Product.POSTGRESQL) {
      // A server that was restarted has dropped them all.
      open.renew();
    }
    wakeUps.release();
  }

  /** Whether the database answered when it was last asked, and nothing has failed since. */
  boolean isTrusted() {
    return trouble == null && settled == suspicions.get();
  }

  private void run() {
    try {
      while (!closed) {
        wakeUps.tryAcquire(failures == 0 ? INTERVAL_MILLIS : backOff(), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
        if (!closed) {
          look();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("Nobody looks after the database any more: the thread that did was interrupted");
      Thread.currentThread().interrupt();
    } finally {
      forgetProbe();
      asking.shutdownNow();
    }
  }

  private long backOff() {
    return Math.min(LONGEST_BACK_OFF_MILLIS, (INTERVAL_MILLIS / 4) << Math.min(failures, 8));
  }

  private void look() throws InterruptedException {
    long seen = suspicions.get();
    look(seen != settled);
    settled = seen;
  }

  private void look(boolean thoroughly) throws InterruptedException {
    Pools open = current;
    if (open == null) {
      reopen();
    } else if (answers(open, thoroughly)) {
      if (thoroughly || trouble != null) {
        open.renew();
      }
      works();
    } else {
      silent(open);
    }
  }

  private void works() {
    failures = 0;
    if (trouble != null) {
      trouble = null;
      LOG.info("The database answers again");
    }
  }

  private void silent(Pools open) throws InterruptedException {
    failures++;
    if (trouble == null) {
      LOG.error("The database does not answer; what needs it is refused until it does");
    }
    trouble = "It does not answer";
    forgetProbe();
    if (address.product() == DatabaseAddress.Product.H2) {
      current = null;
      trouble = "It is being opened again";
      abandon(open);
      failures = 0;
      wakeUps.release();
    }
  }

  private void abandon(Pools open) throws InterruptedException {
    try {
      asking.submit(open::abandon).get(SHORT_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("The embedded database cannot be given up; opening it again will fail until it can", e);
    }
  }

  private void reopen() {
    try {
      current = Pools.open(address);
      LOG.warn("The embedded database was given up and opened again");
      works();
    } catch (RuntimeException e) {
      failures++;
      trouble = "It cannot be opened again: " + Failures.of("open the database", e).getMessage();
      LOG.warn("The embedded database cannot be opened again ({} tries): {}", failures, e.toString());
    }
  }

  /** Asks on another thread, which may wait for ever in a database that has lost its way. */
  private boolean answers(Pools open, boolean thoroughly) throws InterruptedException {
    Future<Boolean> answer = asking.submit(() -> ask(open, thoroughly));
    try {
      return answer.get(thoroughly ? SHORT_PATIENCE_MILLIS : PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.debug("The database gives no answer", e);
      return false;
    } catch (TimeoutException e) {
      LOG.warn("The database has not answered in time");
      return false;
    }
  }

  /**
   * Asks over the connection that there is; over a fresh one after a failure, and where that one is lost: H2 may go on serving old
   * connections after it has given up the database to new ones, and PostgreSQL may be well after it has dropped a connection.
   */
  private boolean ask(Pools open, boolean thoroughly) throws SQLException {
    Connection before = probe;
    if (before != null && !thoroughly) {
      try {
        return ask(before, ASK);
      } catch (SQLException e) {
        LOG.debug("The connection that looks after the database is lost", e);
      }
    }
    Connection fresh = open.probe();
    forgetProbe();
    probe = fresh;
    return ask(fresh, thoroughly && address.product() == DatabaseAddress.Product.H2 ? ASK_THOROUGHLY : ASK);
  }

  private static boolean ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(question);
      return true;
    }
  }

  private void forgetProbe() {
    Connection connection = probe;
    probe = null;
    if (connection != null) {
      // Closing is a statement too.
      asking.execute(() -> {
        try {
          connection.close();
        } catch (SQLException e) {
          LOG.debug("The connection that looks after the database was broken", e);
        }
      });
    }
  }

  @Override
  public void close() {
    closed = true;
    wakeUps.release();
    Pools open = current;
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (open != null) {
      open.close();
    }
  }
}
