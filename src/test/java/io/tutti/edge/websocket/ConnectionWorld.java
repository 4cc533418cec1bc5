package io.tutti.edge.websocket;

import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenIssuer;
import io.tutti.access.TokenVerifier;
import io.tutti.contract.Logs;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryJournal;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.edge.tokens.LiveRevocations;
import io.tutti.edge.tokens.TokenSettings;
import io.tutti.edge.tokens.Tokens;
import io.tutti.edge.tokens.TrustedTokens;
import io.tutti.hub.HubPorts;
import io.tutti.hub.HubSettings;
import io.tutti.hub.Incidents;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.hub.WarmPool;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.SessionDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What stands behind the endpoints of all dialects, without a container: a hub on a journal in memory. What a test wants to happen
 * while somebody comes in happens right then, in the same thread. Thread-safe.
 */
final class ConnectionWorld implements AutoCloseable {

  static final SessionId ROOM = new SessionId("room");
  private static final String SECRET = "a secret of this world, of 48 bytes or even more.";
  private static final Runnable NOTHING = () -> { };

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, daemons());
  private final WarmPool writers = new WarmPool(daemons(), 2, 1, 16, cause -> {
    throw new AssertionError("a task of the writers failed", cause);
  });
  private final MemoryJournal journal = new MemoryJournal();
  private final AtomicReference<Runnable> whileLoading = new AtomicReference<>(NOTHING);
  private final AtomicReference<Runnable> whileJudging = new AtomicReference<>(NOTHING);
  private final SessionHub hub = new SessionHub(
      new HubPorts(journal, Logs.NO_ARCHIVE, Logs.RULES, Runnable::run, writers, this::load, scheduler, daemons(), new Loud(),
          System::currentTimeMillis, System::nanoTime), HubSettings.defaults());
  private final LiveRevocations revocations =
      new LiveRevocations(new MemoryAccounts(), new MemoryRevokedTokens(), System::currentTimeMillis);
  private final Tokens tokens = new Tokens(new TokenSettings(SECRET, "HS256", 600, null, null, true));
  private final TrustedTokens trusted = new TrustedTokens(List.of(tokens), revocations);
  private final Reception reception;

  /** {@code authTimeoutMillis}: how long a connection may say nothing of who it is. */
  ConnectionWorld(long authTimeoutMillis) {
    reception = new Reception(new SessionGate(hub), Logs.RULES, new Watched(), writers, scheduler, new WebSocketSettings(
        Set.of(), true, false, 1 << 20, 10_000, 1 << 20, 1 << 20, 2_000, 5_000, 1_000, 1_000, authTimeoutMillis, 60_000, 30_000));
    revocations.listen(reception::expel);
    journal.create(SessionDescription.onJoining(ROOM, 500, System.currentTimeMillis()));
  }

  Reception reception() {
    return reception;
  }

  /** A token of somebody called {@code user}. */
  TokenIssuer.Issued token(String user) {
    return tokens.issue(new UserId(user), user, null, false);
  }

  /** Ends a token, and every connection that has come by it. */
  void end(TokenIssuer.Issued token) {
    revocations.end(token.identity());
  }

  /** Does {@code something}, once, when the next session is loaded: while somebody joins. */
  void whileLoading(Runnable something) {
    whileLoading.set(something);
  }

  /** Does {@code something}, once, when the next token was judged. */
  void whileJudging(Runnable something) {
    whileJudging.set(something);
  }

  private void load(Runnable task) {
    whileLoading.getAndSet(NOTHING).run();
    task.run();
  }

  private final class Watched implements TokenVerifier {
    @Override
    public Optional<Identity> verify(String token) {
      return judge(token).person();
    }

    @Override
    public Judgement judge(String token) {
      Judgement judgement = trusted.judge(token);
      whileJudging.getAndSet(NOTHING).run();
      return judgement;
    }
  }

  /** Everything that is stored of the room. */
  List<Entry> log() {
    return journal.read(ROOM, 1, Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Waits until so many connections are in. */
  void awaitConnections(int count) {
    await(() -> hub.status().connections() == count);
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never happens");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "world");
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    reception.close();
    hub.stop(1_000);
    writers.stop();
    scheduler.shutdownNow();
  }

  /** There is nothing here that may fail. */
  private static final class Loud implements Incidents {
    @Override
    public void sessionFailed(SessionId session, String what, Throwable cause) {
      throw new AssertionError(what, cause);
    }

    @Override
    public void commitFailed(int sessions, Throwable cause) {
      throw new AssertionError("a commit failed", cause);
    }
  }
}
