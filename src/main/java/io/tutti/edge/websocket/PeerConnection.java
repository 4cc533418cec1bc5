package io.tutti.edge.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way out: a bounded outbox, emptied by one writer at a time, everything that waits in one flush. Sending never
 * blocks the sender. When the outbox is full, signals are dropped, oldest first; when that does not help and it stays so for
 * {@value #PATIENCE_MILLIS} ms, or its bytes are too many, the reader is too slow: everything is dropped and the connection is
 * closed with 1013. The patience is for readers who are not slow at all: one commit may release more events than the outbox
 * holds, before any writer has had its turn.
 *
 * <p>Writes are blocking ones: on Tomcat an asynchronous send costs a change of threads for its completion, three times the
 * price of a blocking one. A reader that stalls blocks one writer until the send time-out; the pool puts another in its
 * place meanwhile, and where many stall at once the time-out is short. Thread-safe: guarded by itself; no lock is held while writing.
 */
public final class PeerConnection implements Runnable {

  private static final long PATIENCE_MILLIS = 1_000;
  /** With so many writers blocked, the next reader that stalls gets no time: it may come back when there is room. */
  private static final int CROWD_OF_STALLED = 16;
  private static final long IMPATIENT_MILLIS = 100;

  /** What waits: a text, several that belong together and count as one, or a ping. */
  private sealed interface Frame {
    record Text(String text, boolean signal) implements Frame {}

    /** {@code size}: what they count against the bounds, in characters. */
    record Bulk(List<String> texts, int size) implements Frame {}

    /** Texts that may be dropped; {@code size}: their characters. */
    record Signals(List<String> texts, int size) implements Frame {}

    record Ping() implements Frame {}
  }

  private final Session session;
  private final Wire wire;
  private final Executor writers;
  private final IntSupplier blockedWriters;
  private final long sendTimeoutMillis;
  private final int maxFrames;
  private final int maxBytes;
  private final Deque<Frame> outbox = new ArrayDeque<>(2);
  private int waitingBytes;
  private boolean crowded;
  private long crowdedSinceNanos;
  private boolean writing;
  private @Nullable CloseReason closing;
  private boolean closed;

  /** A connection whose writers never block, or are nobody else's. */
  public PeerConnection(Session session, Executor writers, WebSocketSettings settings) {
    this(session, writers, () -> 0, settings);
  }

  /** {@code blockedWriters}: how many writers are waiting for readers now. */
  PeerConnection(Session session, Executor writers, IntSupplier blockedWriters, WebSocketSettings settings) {
    this.session = session;
    this.wire = new Wire(session, settings.sendTimeoutMillis());
    this.writers = writers;
    this.blockedWriters = blockedWriters;
    this.sendTimeoutMillis = settings.sendTimeoutMillis();
    this.maxFrames = settings.outboxFrames();
    this.maxBytes = settings.outboxBytes();
  }

  /** Sends a text that must arrive, or the connection ends. */
  public void send(String text) {
    offer(new Frame.Text(text, false), text.length());
  }

  /** Sends a text that may be dropped where the reader is slow. */
  public void signal(String text) {
    offer(new Frame.Text(text, true), text.length());
  }

  /** Sends texts that may be dropped together where the reader is slow. */
  public void signalAll(List<String> texts) {
    if (!texts.isEmpty()) {
      int size = texts.stream().mapToInt(String::length).sum();
      offer(new Frame.Signals(List.copyOf(texts), size), size);
    }
  }

  /** Sends an answer whose size its own limits bound, such as a replay; it does not count against the outbox's bounds. */
  public void sendAll(List<String> texts) {
    offer(new Frame.Bulk(List.copyOf(texts), 0), 0);
  }

  /** Sends texts that must arrive, and belong together: they count as one frame, and by their characters. */
  public void sendTogether(List<String> texts) {
    int size = texts.stream().mapToInt(String::length).sum();
    offer(new Frame.Bulk(List.copyOf(texts), size), size);
  }

  /** Asks the other side for a sign of life. */
  public void ping() {
    offer(new Frame.Ping(), 0);
  }

  private void offer(Frame frame, int bytes) {
    synchronized (this) {
      if (closing != null || closed) {
        return;
      }
      outbox.addLast(frame);
      waitingBytes += bytes;
      if (isFull()) {
        dropSignals();
      }
      if (isFull() && isTooSlow()) {
        outbox.clear();
        waitingBytes = 0;
        closing = CloseCode.OVERLOADED.closeReason();
      }
      if (writing) {
        return;
      }
      writing = true;
    }
    writers.execute(this);
  }

  /** Closes the connection after everything that was sent before; the first reason counts. */
  public void close(CloseCode code) {
    close(code.closeReason());
  }

  /** As {@link #close(CloseCode)}, with a more particular {@code reason} of at most 123 bytes. */
  public void close(CloseCode code, String reason) {
    close(code.closeReason(reason));
  }

  private void close(CloseReason reason) {
    synchronized (this) {
      if (closing != null || closed) {
        return;
      }
      closing = reason;
      if (writing) {
        return;
      }
      writing = true;
    }
    writers.execute(this);
  }

  /** Says that the connection is gone: nothing more is written. */
  public synchronized void gone() {
    closed = true;
    outbox.clear();
    waitingBytes = 0;
  }

  private boolean isFull() {
    return outbox.size() > maxFrames || waitingBytes > maxBytes;
  }

  /** Many frames may wait for a moment; many bytes may not: they are what memory is bounded by. */
  private boolean isTooSlow() {
    long now = System.nanoTime();
    if (!crowded) {
      crowded = true;
      crowdedSinceNanos = now;
    }
    return waitingBytes > maxBytes || now - crowdedSinceNanos > PATIENCE_MILLIS * 1_000_000;
  }

  private void dropSignals() {
    Iterator<Frame> frames = outbox.iterator();
    while (isFull() && frames.hasNext()) {
      Frame frame = frames.next();
      if (isSignal(frame)) {
        frames.remove();
        waitingBytes -= sizeOf(frame);
      }
    }
  }

  private static boolean isSignal(Frame frame) {
    return frame instanceof Frame.Signals || (frame instanceof Frame.Text text && text.signal());
  }

  /** How many characters the frame counts for. */
  private static int sizeOf(@Nullable Frame frame) {
    return frame instanceof Frame.Text text ? text.text().length()
        : frame instanceof Frame.Signals signals ? signals.size()
        : frame instanceof Frame.Bulk bulk ? bulk.size() : 0;
  }

  /** Writes until the outbox is empty; what waits behind a frame goes out in one flush with it. Called by the writers only. */
  @Override
  public void run() {
    boolean batching = false;
    Frame frame;
    while ((frame = take()) != null) {
      try {
        batching = write(frame, batching);
      } catch (IOException | RuntimeException e) {
        // Gone, or too slow for the send time-out: nothing more can be said, not even why.
        abandon();
        return;
      }
    }
    CloseReason reason = closingNow();
    if (reason != null) {
      shut(reason);
    }
  }

  private synchronized @Nullable Frame take() {
    Frame frame = outbox.pollFirst();
    crowded &= outbox.size() > maxFrames;
    waitingBytes -= sizeOf(frame);
    if (frame == null && closing == null) {
      writing = false;
    }
    return frame;
  }

  private synchronized boolean isMoreWaiting() {
    return !outbox.isEmpty();
  }

  private synchronized @Nullable CloseReason closingNow() {
    if (closed || closing == null) {
      return null;
    }
    closed = true;
    return closing;
  }

  /** Writes one frame; returns whether it is still in the container's buffer, to be flushed with the next one. */
  private boolean write(Frame frame, boolean batching) throws IOException {
    boolean more = isMoreWaiting();
    wire.limit(blockedWriters.getAsInt() < CROWD_OF_STALLED ? sendTimeoutMillis : IMPATIENT_MILLIS);
    List<String> texts = textsOf(frame);
    if (!batching && (more || texts.size() > 1)) {
      wire.beginBatch();
    }
    for (String text : texts) {
      wire.send(text);
    }
    if (frame instanceof Frame.Ping) {
      wire.ping();
    }
    if (more) {
      return true;
    }
    if (batching || texts.size() > 1) {
      wire.endBatch();
    }
    return false;
  }

  private static List<String> textsOf(Frame frame) {
    if (frame instanceof Frame.Text text) {
      return List.of(text.text());
    } else if (frame instanceof Frame.Bulk bulk) {
      return bulk.texts();
    }
    return frame instanceof Frame.Signals signals ? signals.texts() : List.of();
  }

  private void abandon() {
    gone();
    shut(CloseCode.OVERLOADED.closeReason());
  }

  private void shut(CloseReason reason) {
    try {
      session.close(reason);
    } catch (IOException | RuntimeException e) {
      // It was closed from the other side at the same moment; the container tells the endpoint.
    }
  }
}
