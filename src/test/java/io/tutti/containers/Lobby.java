package io.tutti.containers;

import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenIssuer;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.contract.Logs;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryJournal;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.edge.tokens.LiveRevocations;
import io.tutti.edge.tokens.TokenSettings;
import io.tutti.edge.tokens.Tokens;
import io.tutti.edge.tokens.TrustedTokens;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.HubPorts;
import io.tutti.hub.HubSettings;
import io.tutti.hub.Incidents;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.hub.WarmPool;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Everything that stands behind the endpoints, put together without a container: a hub on a journal in memory, that takes in
 * people with tokens of its own and without. Thread-safe.
 */
final class Lobby implements AutoCloseable {

  /** What is usual: 1 MiB. */
  static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** Far more than is usual: who reads nothing is to stall a writer here, and not to overflow before. */
  private static final int OUTBOX_FRAMES = 10_000;

  private static final int OUTBOX_BYTES = 64 << 20;

  static final long SEND_TIMEOUT_MILLIS = 1_000;

  private static final String SECRET = "a secret of the lobby, of 48 bytes or even more.";

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, daemons());
  private final WarmPool writers = new WarmPool(daemons(), 2, 1, 16, cause -> {
    throw new AssertionError("a task of the writers failed", cause);
  });
  private final MemoryJournal journal = new MemoryJournal();
  private final SessionHub hub = new SessionHub(
      new HubPorts(journal, Logs.NO_ARCHIVE, Logs.RULES, Runnable::run, writers, Runnable::run, scheduler, daemons(), new Loud(),
          System::currentTimeMillis, System::nanoTime), HubSettings.defaults());
  private final LiveRevocations revocations =
      new LiveRevocations(new MemoryAccounts(), new MemoryRevokedTokens(), System::currentTimeMillis);
  private final Tokens tokens = new Tokens(new TokenSettings(SECRET, "HS256", 600, null, null, true));
  private final TrustedTokens trusted = new TrustedTokens(List.of(tokens), revocations);
  /** What happens right after a token was found to be good, before whoever shows it has come in. */
  private final AtomicReference<Consumer<Judgement>> afterwards = new AtomicReference<>(judgement -> { });
  private final Reception reception = new Reception(new SessionGate(hub), Logs.RULES, new Watched(), writers, scheduler,
      new WebSocketSettings(Set.of(), true, false, MAX_MESSAGE_BYTES, OUTBOX_FRAMES, OUTBOX_BYTES, 64 << 20, 2_000, 5_000, 1_000, 1_000, 10_000, 10_000,
          SEND_TIMEOUT_MILLIS));

  Lobby() {
    revocations.listen(reception::expel);
  }

  /** A token of somebody called {@code user}. */
  TokenIssuer.Issued token(String user) {
    return tokens.issue(new UserId(user), user, null, user.startsWith("anon_"));
  }

  /** The same, with a token that is good for so long. */
  TokenIssuer.Issued token(String user, long seconds) {
    return new Tokens(new TokenSettings(SECRET, "HS256", seconds, null, null, true))
        .issue(new UserId(user), user, null, user.startsWith("anon_"));
  }

  LiveRevocations revocations() {
    return revocations;
  }

  /** Does {@code something}, once, when the next token was judged. */
  void afterNextJudgement(Consumer<Judgement> something) {
    afterwards.set(judgement -> {
      afterwards.set(nothing -> { });
      something.accept(judgement);
    });
  }

  /** The judge of tokens, and what happens meanwhile; one token's issuer never answers. */
  private final class Watched implements TokenVerifier {
    @Override
    public Optional<Identity> verify(String token) {
      return judge(token).person();
    }

    @Override
    public Judgement judge(String token) {
      Judgement judgement =
          token.equals("unreachable") ? Judgement.refuse(TokenRefusal.ISSUER_UNREACHABLE) : trusted.judge(token);
      afterwards.get().accept(judgement);
      return judgement;
    }
  }

  Reception reception() {
    return reception;
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "lobby");
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
