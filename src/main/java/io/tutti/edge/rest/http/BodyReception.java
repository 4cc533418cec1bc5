package io.tutti.edge.rest.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives one request's body as it comes, without a thread that waits for it, and then has the request go on (rule REST64). Thread-
 * safe: the container calls back from one thread at a time; whoever finds the client too slow comes from another, and the first of
 * them decides.
 */
final class BodyReception implements ReadListener, AsyncListener, HttpBounds.Awaited {

  static final long MAX_BYTES = 1 << 20;
  static final long MAX_ARCHIVE_BYTES = 256L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(BodyReception.class);
  /** What is too long is read to here and thrown away, so that the one who sends it can hear the answer. */
  private static final long MAX_SWALLOWED_BYTES = 16L << 20;
  private static final String ATTRIBUTE = BodyReception.class.getName();

  private final HttpBounds bounds;
  private final ReceivedRequest request;
  private final boolean isArchive;
  private final Body body;
  private final Runnable over;
  private final AsyncContext context;
  private final ServletInputStream in;
  private final long sinceNanos = System.nanoTime();
  private final AtomicBoolean decided = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long bytes;
  private volatile @Nullable Problem refusal;

  private BodyReception(HttpBounds bounds, ReceivedRequest request, HttpServletResponse response, Runnable over)
      throws IOException {
    this.bounds = bounds;
    this.request = request;
    this.over = over;
    this.isArchive = isArchive(request);
    this.body = isArchive ? Body.inFile(bounds, MAX_ARCHIVE_BYTES) : Body.inMemory(bounds, MAX_BYTES);
    this.in = request.getInputStream();
    this.context = request.startAsync(request, response);
  }

  static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /** Whether the body is a session in an archive: one of those is received into a file. */
  static boolean isArchive(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, "application/zip", 0, "application/zip".length())
        && request.getRequestURI().endsWith("/sessions/import");
  }

  /** What can be said against the body before any of it has come, or null. */
  static @Nullable Problem refusalOf(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    boolean isArchive = isArchive(request);
    return length > (isArchive ? MAX_ARCHIVE_BYTES : MAX_SWALLOWED_BYTES) ? tooLarge(isArchive) : null;
  }

  /** Begins to receive; {@code over} is run once, when the request is answered or gone. */
  static void begin(HttpBounds bounds, HttpServletRequest request, HttpServletResponse response, Runnable over)
      throws IOException {
    new BodyReception(bounds, new ReceivedRequest(request), response, over).begin();
  }

  private void begin() {
    request.setAttribute(ATTRIBUTE, this);
    context.setTimeout(0);
    context.addListener(this);
    bounds.await(this);
    in.setReadListener(this);
  }

  /** The reception that {@code request} has been through. */
  static @Nullable BodyReception of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof BodyReception reception ? reception : null;
  }

  /** What is to be said in place of the route's answer, or null. */
  @Nullable Problem refusal() {
    return refusal;
  }

  // ---- what comes ----

  @Override
  public void onDataAvailable() throws IOException {
    while (!decided.get() && in.isReady() && !in.isFinished()) {
      Body.Step step = body.take(in);
      bytes = body.size();
      if (step == Body.Step.NO_MEMORY) {
        decide(Problem.busy());
      } else if (step == Body.Step.TOO_LARGE && (isArchive || bytes > MAX_SWALLOWED_BYTES)) {
        decide(tooLarge(isArchive));
      }
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (bytes > (isArchive ? MAX_ARCHIVE_BYTES : MAX_BYTES)) {
      decide(tooLarge(isArchive));
      return;
    }
    request.receive(body.content());
    decide(null);
  }

  private static Problem tooLarge(boolean isArchive) {
    return Problem.tooLarge(isArchive
        ? "An archive has at most " + MAX_ARCHIVE_BYTES + " bytes, and its parts their bounds" : "A body has at most " + MAX_BYTES + " bytes");
  }

  private void decide(@Nullable Problem why) {
    if (decided.compareAndSet(false, true)) {
      bounds.forget(this);
      refusal = why;
      context.dispatch();
    }
  }

  // ---- what does not come ----

  @Override
  public void onError(Throwable problem) {
    if (decided.compareAndSet(false, true)) {
      LOG.debug("A client went away while it sent a body: {}", problem.toString());
      close();
      context.complete();
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long sinceNanos() {
    return sinceNanos;
  }

  @Override
  public boolean isArchive() {
    return isArchive;
  }

  @Override
  public void giveUp() {
    decide(Problem.tooSlow());
  }

  // ---- the end ----

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  private void close() {
    if (closed.compareAndSet(false, true)) {
      bounds.forget(this);
      try {
        body.close();
      } catch (IOException e) {
        LOG.warn("A temporary file stays behind", e);
      } finally {
        over.run();
      }
    }
  }
}
