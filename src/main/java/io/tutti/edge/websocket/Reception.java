package io.tutti.edge.websocket;

import io.tutti.access.GuestNames;
import io.tutti.access.Identity;
import io.tutti.access.Revocation;
import io.tutti.access.TokenVerifier;
import io.tutti.hub.ConcurrencyLimiter;
import io.tutti.hub.RateLimiter;
import io.tutti.hub.SessionGate;
import io.tutti.hub.WarmPool;
import io.tutti.session.Agents;
import io.tutti.session.JournalFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What all connections need: the gate to sessions, the judge of tokens, the writers, the bounds; and the list of those that are open,
 * which it asks for signs of life. Thread-safe.
 */
@ApplicationScoped
public class Reception {

  /** A connection that can be asked for a sign of life, and may lose the right to be here. */
  public interface Visitor {

    /** When something was heard from it last, in nanoseconds of {@link System#nanoTime}. */
    long lastHeardNanos();

    /** Asks for a sign of life. */
    void ping();

    /** It did not answer: it is gone without a word. */
    void drop();

    /** Who it is, by its token; null before it has said so, and for guests without a token. */
    @Nullable Identity identity();

    /** Its token has ended: it is closed with 4401. */
    void expel();

    /** Looks whether its token is about to end, or is over, at {@code nowMillis} (since 1970; rules TOK10, TOK11). */
    void lookAtToken(long nowMillis);
  }

  /** How late the end of a token may be noticed: a round over 5,000 connections takes less than a tenth of a millisecond. */
  private static final long TOKEN_ROUND_MILLIS = 500;
  private static final int SECONDS_OF_BURST = 10;
  private static final int MAX_UNKNOWN = 10_000;

  private SessionGate gate;
  private Agents agents;
  private TokenVerifier verifier;
  private WarmPool writers;
  private ScheduledExecutorService scheduler;
  private WebSocketSettings settings;
  private RateLimiter.Rate messageRate;
  private RateLimiter newcomers;
  private ConcurrencyLimiter unknown;
  private AnswerMemory answers;
  private Watch watch;
  private @Nullable ScheduledFuture<?> round;
  private GuestNames guestNames = GuestNames.WITHOUT_ACCOUNTS;
  private @Nullable ScheduledFuture<?> tokenRound;

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Reception() {}

  @Inject
  public Reception(
      SessionGate gate,
      Agents agents,
      TokenVerifier verifier,
      WarmPool writers,
      ScheduledExecutorService scheduler,
      WebSocketSettings settings) {
    this.gate = gate;
    this.agents = agents;
    this.verifier = verifier;
    this.writers = writers;
    this.scheduler = scheduler;
    this.settings = settings;
    this.answers = new AnswerMemory(settings.answerCharacters());
    this.messageRate = RateLimiter.Rate.perSecond(settings.messagesPerSecond(), settings.messageBurst());
    this.newcomers = new RateLimiter(
        RateLimiter.Rate.perSecond(settings.connectionsPerSecond(), SECONDS_OF_BURST * settings.connectionsPerSecond()), System.nanoTime());
    this.unknown = new ConcurrencyLimiter(MAX_UNKNOWN, settings.unauthenticatedPerAddress());
    this.watch = new Watch(settings.heartbeatMillis() * 1_000_000);
    this.round = scheduler.scheduleWithFixedDelay(
        () -> watch.round(System.nanoTime()), settings.heartbeatMillis(), settings.heartbeatMillis(), TimeUnit.MILLISECONDS);
    this.tokenRound = scheduler.scheduleWithFixedDelay(
        () -> lookAtTokens(System.currentTimeMillis()), TOKEN_ROUND_MILLIS, TOKEN_ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes a connection in: bounds what a stalled reader may cost. {@link #watch} is to follow. */
  public PeerConnection receive(Session session) {
    session.setMaxIdleTimeout(0);
    return new PeerConnection(session, writers, writers::blocked, settings, answers);
  }

  /** Asks {@code visitor} for signs of life, until it is {@linkplain #dismiss dismissed}. */
  public void watch(Visitor visitor) {
    watch.add(visitor);
  }

  /** The way out to somebody who is not taken in: writes in the thread that sends. */
  public PeerConnection turnAway(Session session) {
    return new PeerConnection(session, Runnable::run, settings, answers);
  }

  public void dismiss(Visitor visitor) {
    watch.remove(visitor);
  }

  /** Runs {@code task} soon, on a thread that is not the container's. */
  void later(Runnable task) {
    writers.execute(task);
  }

  /** Counts one more connection of {@code address}: 0 where it may come, else after how many seconds one may. */
  long secondsUntilAdmitted(String address) {
    return RateLimiter.seconds(newcomers.takeFrom(address, System.nanoTime()));
  }

  /** Whether {@code address} may have one more connection that has not said who it is; null: not known where from. */
  boolean admitUnknown(@Nullable String address) {
    return unknown.tryAcquire(address == null ? "" : address);
  }

  void releaseUnknown(@Nullable String address) {
    unknown.release(address == null ? "" : address);
  }

  /** How fast each connection may send messages. */
  RateLimiter.Rate messageRate() {
    return messageRate;
  }

  /** Ends every connection whose token {@code revocation} ends; whoever is just coming in asks once more whether it may. */
  public void expel(Revocation revocation) {
    for (Visitor visitor : watch.visitors()) {
      Identity identity = visitor.identity();
      if (identity != null && revocation.ends(identity)) {
        visitor.expel();
      }
    }
  }

  /** Announces which tokens are about to end at {@code nowMillis} (since 1970), and ends the connections whose tokens have. */
  public void lookAtTokens(long nowMillis) {
    watch.tokenRound(nowMillis);
  }

  @Inject
  void names(GuestNames names) {
    guestNames = names;
  }

  /** What somebody without an account is called who says {@code name}: marked where that may be an account's (rule NAME10). Blocks. */
  public String guestName(String name) {
    try {
      return guestNames.shown(name);
    } catch (JournalFailure e) {
      return GuestNames.marked(name);
    }
  }

  /** Ends the rounds. */
  public void close() {
    for (ScheduledFuture<?> each : Arrays.asList(round, tokenRound)) {
      if (each != null) {
        each.cancel(false);
      }
    }
  }

  /** The way to sessions. */
  public SessionGate gate() {
    return gate;
  }

  /** Who tells stories. */
  public Agents agents() {
    return agents;
  }

  public TokenVerifier verifier() {
    return verifier;
  }

  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  public WebSocketSettings settings() {
    return settings;
  }
}
