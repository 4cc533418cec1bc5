package io.tutti.edge.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way out: a bounded {@link Outbox}, emptied by one writer at a time, everything that waits in one flush. Sending
 * never blocks the sender. A reader that is too slow loses what waits and is closed with 1013.
 *
 * <p>Writes are blocking ones: on Tomcat an asynchronous send costs a change of threads for its completion, three times the
 * price of a blocking one. A reader that stalls blocks one writer until the send time-out; the pool puts another in its
 * place meanwhile, and where many stall at once the time-out is short. Thread-safe: guarded by itself; no lock is held while writing.
 */
public final class PeerConnection implements Runnable, AnswerMemory.Holder {

  /** With so many writers blocked, the next reader that stalls gets no time: it may come back when there is room. */
  private static final int CROWD_OF_STALLED = 16;
  private static final long IMPATIENT_MILLIS = 100;
  /** Unread answers may have so many times what unread events may: a state or a text is larger than what happens to it. */
  private static final int ANSWER_FACTOR = 8;

  private final Session session;
  private final Wire wire;
  private final Executor writers;
  private final IntSupplier blockedWriters;
  private final long sendTimeoutMillis;
  private final Outbox outbox;
  private final AnswerMemory memory;
  private boolean writing;
  private @Nullable CloseReason closing;
  private boolean closed;

  /** A connection whose writers never block, or are nobody else's. */
  public PeerConnection(Session session, Executor writers, WebSocketSettings settings, AnswerMemory memory) {
    this(session, writers, () -> 0, settings, memory);
  }

  /** {@code blockedWriters}: how many writers are waiting for readers now. */
  PeerConnection(
      Session session, Executor writers, IntSupplier blockedWriters, WebSocketSettings settings, AnswerMemory memory) {
    this.session = session;
    this.wire = new Wire(session, settings.sendTimeoutMillis());
    this.writers = writers;
    this.blockedWriters = blockedWriters;
    this.sendTimeoutMillis = settings.sendTimeoutMillis();
    this.memory = memory;
    this.outbox = new Outbox(new Outbox.Bounds(settings.outboxFrames(), settings.outboxBytes(),
        (int) Math.min(Integer.MAX_VALUE, (long) ANSWER_FACTOR * settings.outboxBytes()), memory));
  }

  /** Sends a text that must arrive, or the connection ends. */
  public void send(String text) {
    offer(new Frame.Text(text, false));
  }

  /** Sends a text that may be dropped where the reader is slow. */
  public void signal(String text) {
    offer(new Frame.Text(text, true));
  }

  /** Sends texts that may be dropped together where the reader is slow. */
  public void signalAll(List<String> texts) {
    if (!texts.isEmpty()) {
      offer(new Frame.Bulk(List.copyOf(texts), charactersOf(texts), true));
    }
  }

  /** Sends texts that must arrive, and belong together: they count as one frame, and by their characters. */
  public void sendTogether(List<String> texts) {
    offer(new Frame.Bulk(List.copyOf(texts), charactersOf(texts), false));
  }

  /** Asks the other side for a sign of life. */
  public void ping() {
    offer(new Frame.Ping());
  }

  /**
   * Sends what the client asked for, such as a document or a replay. It does not count as an event; where too much of what was
   * asked for is unread, here or on all connections together, the connection is closed with 1013 (rule ERR10).
   */
  public void answer(List<String> texts) {
    if (!tryAnswer(() -> texts)) {
      shed();
    }
  }

  /**
   * As {@link #answer}, but makes the texts only where there may be room for them.
   *
   * @return false where too much is unread, and nothing was sent: the client may ask again when it has read
   */
  public boolean tryAnswer(Supplier<List<String>> texts) {
    synchronized (this) {
      if (closing != null || closed) {
        return true;
      }
      if (!outbox.hasAnswerRoom() || (outbox.answerCharacters() > 0 && memory.isFull())) {
        return false;
      }
    }
    List<String> made = List.copyOf(texts.get());
    Frame.Answer answer = new Frame.Answer(made, charactersOf(made));
    Outbox.Answered answered = add(answer);
    if (answered == Outbox.Answered.NO_MEMORY && memory.makeRoom(answer.size(), this)) {
      answered = add(answer);
    }
    return answered == Outbox.Answered.ADDED;
  }

  private Outbox.Answered add(Frame.Answer answer) {
    boolean idle;
    synchronized (this) {
      if (closing != null || closed) {
        return Outbox.Answered.ADDED;
      }
      Outbox.Answered answered = outbox.add(answer);
      if (answered != Outbox.Answered.ADDED) {
        return answered;
      }
      if (answer.size() > AnswerMemory.SMALL) {
        memory.holds(this);
      }
      idle = claimWriting();
    }
    write(idle);
    return Outbox.Answered.ADDED;
  }

  @Override
  public synchronized int unreadCharacters() {
    return closing != null || closed ? 0 : outbox.answerCharacters();
  }

  private static int charactersOf(List<String> texts) {
    int sum = 0;
    for (String text : texts) {
      sum += text.length();
    }
    return sum;
  }

  private void offer(Frame frame) {
    boolean idle;
    synchronized (this) {
      if (closing != null || closed) {
        return;
      }
      if (!outbox.add(frame, System::nanoTime)) {
        closing = CloseCode.OVERLOADED.closeReason();
      }
      idle = claimWriting();
    }
    write(idle);
  }

  /** The reader is too slow: it gets nothing more. */
  @Override
  public void shed() {
    boolean idle;
    synchronized (this) {
      if (closing != null || closed) {
        return;
      }
      outbox.clear();
      closing = CloseCode.OVERLOADED.closeReason();
      idle = claimWriting();
    }
    write(idle);
  }

  /** Whether nobody is writing; from now on somebody is. Under the monitor. */
  private boolean claimWriting() {
    boolean idle = !writing;
    writing = true;
    return idle;
  }

  private void write(boolean idle) {
    if (idle) {
      writers.execute(this);
    }
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
    boolean idle;
    synchronized (this) {
      if (closing != null || closed) {
        return;
      }
      closing = reason;
      idle = claimWriting();
    }
    write(idle);
  }

  /** Says that the connection is gone: nothing more is written. */
  public synchronized void gone() {
    closed = true;
    outbox.clear();
    memory.holdsNothing(this);
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
      } finally {
        if (frame instanceof Frame.Answer) {
          written(frame);
        }
      }
    }
    CloseReason reason = closingNow();
    if (reason != null) {
      shut(reason);
    }
  }

  private synchronized @Nullable Frame take() {
    Frame frame = outbox.take();
    if (frame == null && closing == null) {
      writing = false;
    }
    return frame;
  }

  private synchronized void written(Frame frame) {
    outbox.written(frame);
    if (outbox.answerCharacters() == 0) {
      memory.holdsNothing(this);
    }
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
    List<String> texts = frame.texts();
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
