package io.tutti.edge.boot;

import io.tutti.access.AccountDesk;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.tokens.LiveRevocations;
import io.tutti.edge.tokens.OutsideIssuers;
import io.tutti.edge.tokens.TokenSettings;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.AuditQueue;
import io.tutti.hub.Retention;
import io.tutti.hub.SessionHub;
import io.tutti.hub.WarmPool;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything with the application, so that what is wrong shows at once and not at the first visitor; and stops it in the
 * order in which nothing is lost: nobody comes in any more, what was decided is stored, everybody is sent away, the
 * threads end, the storage closes. Thread-safe.
 */
@ApplicationScoped
public class Lifecycle {

  private static final Logger LOG = LoggerFactory.getLogger("io.tutti");
  private static final long DRAIN_MILLIS = 2_000;
  private static final long TIDY_MINUTES = 60;

  @Inject Instance<Reception> reception;
  @Inject Instance<RestSettings> rest;
  @Inject Instance<TokenSettings> tokens;
  @Inject Instance<SessionHub> hub;
  @Inject Instance<WarmPool> writers;
  @Inject Instance<ScheduledExecutorService> scheduler;
  @Inject Instance<ThreadPoolExecutor> storage;
  @Inject Instance<Producers.AgentThreads> agentThreads;
  @Inject Instance<Journal> journal;
  @Inject Instance<Database> database;
  @Inject Instance<LiveRevocations> revocations;
  @Inject Instance<OutsideIssuers> outsideIssuers;
  @Inject Instance<AccountDesk> accounts;
  @Inject Instance<Retention> retention;
  @Inject Instance<AuditQueue> audit;
  private boolean started;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    try {
      rest.get();
      tokens.get();
      outsideIssuers.get();
      accounts.get();
      reception.get().settings();
      watchTokens();
      watchAges();
      watchAudit();
      started = true;
    } catch (RuntimeException e) {
      throw new IllegalStateException(told(e), e);
    }
  }

  /** Who uses a token that ends is sent away; what has expired of itself is forgotten, on a thread that may wait for tables. */
  private void watchTokens() {
    Reception connections = reception.get();
    LiveRevocations ended = revocations.get();
    ThreadPoolExecutor threads = storage.get();
    ended.listen(connections::expel);
    hourly(threads, "Expired tokens could not be forgotten", ended::tidy);
  }

  private void hourly(ThreadPoolExecutor threads, String failure, Runnable work) {
    scheduler.get().scheduleWithFixedDelay(
        () -> begin(threads, failure, work), TIDY_MINUTES, TIDY_MINUTES, TimeUnit.MINUTES);
  }

  private static void begin(ThreadPoolExecutor threads, String failure, Runnable work) {
    try {
      threads.execute(() -> {
        try {
          work.run();
        } catch (JournalFailure e) {
          LOG.warn("{}; it is tried again", failure, e);
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: no thread has time", failure, e);
    }
  }

  private void watchAges() {
    Retention ages = retention.get();
    hourly(storage.get(), "What is older than it should be could not be dropped", () -> {
      long dropped = ages.sweep();
      if (dropped > 0) {
        LOG.info("Dropped {} entries that are older than their sessions wish to keep", dropped);
      }
    });
  }

  /** A second after it was noted at the latest, unless the tables fail. */
  private void watchAudit() {
    AuditQueue lines = audit.get();
    ThreadPoolExecutor threads = storage.get();
    scheduler.get().scheduleWithFixedDelay(
        () -> begin(threads, "The audit log could not be written", lines::flush), 1, 1, TimeUnit.SECONDS);
  }

  private void writeAudit() {
    try {
      audit.get().flush();
    } catch (JournalFailure e) {
      LOG.error("The last lines of the audit log could not be written", e);
    }
  }

  /** One clear line for what an operator can mend, a stack trace for everything else. */
  private static String told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationProblem || cause instanceof JournalFailure) {
        LOG.error("Tutti cannot start: {}", cause.getMessage());
        LOG.debug("The cause in full", failure);
        return String.valueOf(cause.getMessage());
      }
    }
    LOG.error("Tutti cannot start", failure);
    return "Tutti cannot start: " + failure.getMessage();
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
    if (!started) {
      return;
    }
    reception.get().close();
    int connections = hub.get().status().connections();
    boolean stored = hub.get().stop(DRAIN_MILLIS);
    LOG.info("Stopping: {} connections sent away, {}", connections,
        stored ? "everything stored" : "not everything could be stored");
    agentThreads.get().pool().shutdownNow();
    writers.get().stop();
    scheduler.get().shutdownNow();
    storage.get().shutdown();
    try {
      if (journal.get() instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Exception e) {
      LOG.error("The journal did not close cleanly; what it holds is recovered at the next start", e);
    }
    writeAudit();
    database.get().close();
    forgetDrivers();
  }

  /** The JVM's list of drivers outlives the application, and would hold all of its classes. */
  private static void forgetDrivers() {
    List<Driver> own = DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == Lifecycle.class.getClassLoader())
        .toList();
    for (Driver driver : own) {
      try {
        DriverManager.deregisterDriver(driver);
      } catch (SQLException e) {
        LOG.warn("The driver {} stays registered", driver.getClass().getName(), e);
      }
    }
  }
}
