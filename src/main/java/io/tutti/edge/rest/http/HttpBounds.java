package io.tutti.edge.rest.http;

import io.tutti.hub.ConcurrencyLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all requests share: how many are in progress, how much their bodies hold, how many long answers are under way; and the list
 * of clients that are being waited for, which it looks through every second for those that are too slow. Thread-safe.
 */
@ApplicationScoped
public class HttpBounds {

  private static final Logger LOG = LoggerFactory.getLogger(HttpBounds.class);
  private static final int ARCHIVES = 16;
  private static final int ARCHIVES_PER_NETWORK = 4;
  private static final long SECOND_NANOS = 1_000_000_000L;
  /** Who sends an archive faster keeps his place. */
  private static final long SLOW_BYTES_PER_SECOND = 64 << 10;

  private HttpSettings settings;
  private ConcurrencyLimiter requests;
  private ConcurrencyLimiter archives;
  private ConcurrencyLimiter longAnswers;
  private final AtomicLong bodyBytes = new AtomicLong();
  private final AtomicLong answerBytes = new AtomicLong();
  private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();

  /** A client that something waits for. */
  interface Awaited {

    /** How many bytes it has sent or read since something waits for it. */
    long bytes();

    /** Since when, in nanoseconds of {@link System#nanoTime}. */
    long sinceNanos();

    /** Whether it sends an archive. */
    boolean isArchive();

    /** It is too slow: nobody waits for it any more. Does not block. */
    void giveUp();
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected HttpBounds() {}

  @Inject
  public HttpBounds(HttpSettings settings, ScheduledExecutorService scheduler) {
    this.settings = settings;
    this.requests = new ConcurrencyLimiter(Integer.MAX_VALUE, settings.requestsPerAddress());
    this.archives = new ConcurrencyLimiter(ARCHIVES, ARCHIVES_PER_NETWORK);
    this.longAnswers = new ConcurrencyLimiter(settings.longAnswers(), settings.longAnswersPerAddress());
    scheduler.scheduleWithFixedDelay(() -> round(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
  }

  /** Requests that are in progress. */
  ConcurrencyLimiter requests() {
    return requests;
  }

  /**
   * Whether an archive of {@code network} may be received. Where there is no place, whoever sends slowest gives up his, if he is slow
   * enough: a few archives that drip keep nobody out.
   */
  boolean admitArchive(String network) {
    if (archives.tryAcquire(network)) {
      return true;
    }
    long now = System.nanoTime();
    Awaited slowest = awaited.stream().filter(client -> client.isArchive() && isSlow(client, now))
        .min(Comparator.comparingDouble(client -> pace(client, now))).orElse(null);
    if (slowest == null || !awaited.remove(slowest)) {
      return false;
    }
    giveUp(slowest);
    archives.acquireBeyond(network);
    return true;
  }

  private static boolean isSlow(Awaited client, long nowNanos) {
    return nowNanos - client.sinceNanos() > SECOND_NANOS && pace(client, nowNanos) < SLOW_BYTES_PER_SECOND;
  }

  /** Bytes each second. */
  private static double pace(Awaited client, long nowNanos) {
    return client.bytes() * (double) SECOND_NANOS / Math.max(1, nowNanos - client.sinceNanos());
  }

  void releaseArchive(String network) {
    archives.release(network);
  }

  /** Long answers that are under way. */
  ConcurrencyLimiter longAnswers() {
    return longAnswers;
  }

  /** Takes {@code bytes} of the memory for bodies; false where there are not so many left, and nothing changes. */
  boolean reserveBody(int bytes) {
    if (bodyBytes.addAndGet(bytes) <= settings.bodyBytes()) {
      return true;
    }
    bodyBytes.addAndGet(-bytes);
    return false;
  }

  void releaseBody(long bytes) {
    bodyBytes.addAndGet(-bytes);
  }

  /** Takes {@code bytes} of the memory for long answers; false where there are not so many left; one alone may have any number. */
  boolean reserveAnswer(int bytes) {
    long all = answerBytes.addAndGet(bytes);
    if (all <= settings.answerBytes() || all == bytes) {
      return true;
    }
    answerBytes.addAndGet(-bytes);
    return false;
  }

  void releaseAnswer(long bytes) {
    answerBytes.addAndGet(-bytes);
  }

  void await(Awaited client) {
    awaited.add(client);
  }

  void forget(Awaited client) {
    awaited.remove(client);
  }

  private void round(long nowNanos) {
    for (Awaited client : awaited) {
      if (settings.pace().isMissedBy(client.bytes(), nowNanos - client.sinceNanos()) && awaited.remove(client)) {
        giveUp(client);
      }
    }
  }

  private static void giveUp(Awaited client) {
    try {
      client.giveUp();
    } catch (IllegalStateException | RejectedExecutionException e) {
      LOG.debug("A slow client was gone already: {}", e.toString());
    }
  }
}
