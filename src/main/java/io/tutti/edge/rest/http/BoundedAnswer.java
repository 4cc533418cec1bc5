package io.tutti.edge.rest.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer that turns out to be long holds one of a bounded number of places while it is written, and ends where its reader does not
 * read (rules REST65, REST66). Thread-safe: one thread writes; whoever finds the reader too slow comes from another.
 */
final class BoundedAnswer extends HttpServletResponseWrapper implements HttpBounds.Awaited {

  /** What a socket takes without its reader, about. */
  static final int SHORT_BYTES = 32 << 10;

  private static final int PIECE = 8_192;
  private static final String ATTRIBUTE = BoundedAnswer.class.getName();

  private final HttpBounds bounds;
  private final String address;
  private final @Nullable Runnable cut;
  private @Nullable ServletOutputStream out;
  /** Whether it has one of the places for long answers. */
  private boolean isLong;
  /** Whether its reader's pace is looked at. */
  private boolean isAwaited;
  private long held;
  private boolean refused;
  private boolean gone;
  private volatile boolean tooSlow;
  private volatile long bytes;
  private volatile long sinceNanos;

  /** {@code cut}: cuts the connection; null where the container gives no such thing. */
  BoundedAnswer(HttpServletResponse response, HttpBounds bounds, String address, @Nullable Runnable cut) {
    super(response);
    this.bounds = bounds;
    this.address = address;
    this.cut = cut;
    response.setBufferSize(SHORT_BYTES);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream made = out;
    if (made == null) {
      made = new Output(super.getOutputStream());
      out = made;
    }
    return made;
  }

  /** Lets those who answer {@code request} find it. */
  void accompany(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The answer to {@code request}; null where it is not bounded. */
  static @Nullable BoundedAnswer of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof BoundedAnswer answer ? answer : null;
  }

  /** Takes a place for a long answer, if it has none; false where there is none left. */
  boolean takePlace() {
    isLong = isLong || bounds.longAnswers().tryAcquire(address);
    return isLong;
  }

  /** The answer is over, in whatever way. */
  void end() {
    bounds.forget(this);
    bounds.releaseAnswer(held);
    held = 0;
    if (isLong) {
      isLong = false;
      bounds.longAnswers().release(address);
    }
  }

  /** Whether there was no place for it: nothing of it is on its way. */
  boolean isRefused() {
    return refused;
  }

  /** Whether its reader went away, or was sent away because it did not read. */
  boolean isAbandoned() {
    return gone || tooSlow;
  }

  /** Whether its reader was sent away. */
  boolean isTooSlow() {
    return tooSlow;
  }

  private void count(int more) throws IOException {
    if (tooSlow) {
      throw new IOException("The reader is too slow");
    }
    bytes += more;
    if (bytes > SHORT_BYTES && !isAwaited) {
      if (!takePlace()) {
        refused = true;
        throw new IOException("Too many long answers are under way");
      }
      isAwaited = true;
      sinceNanos = System.nanoTime();
      bounds.await(this);
    }
  }

  /** Whoever writes so much at once has all of it in memory until it is written. */
  private void hold(int length) throws IOException {
    if (length > SHORT_BYTES) {
      if (!bounds.reserveAnswer(length)) {
        refused = true;
        throw new IOException("Too much waits to be read");
      }
      held += length;
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
    return false;
  }

  @Override
  public void giveUp() {
    tooSlow = true;
    if (cut != null) {
      cut.run();
    }
  }

  private final class Output extends ServletOutputStream {
    private final ServletOutputStream target;

    Output(ServletOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      hold(length);
      for (int written = 0; written < length; written += PIECE) {
        int piece = Math.min(PIECE, length - written);
        count(piece);
        try {
          target.write(content, from + written, piece);
        } catch (IOException e) {
          gone = true;
          throw e;
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (refused) {
        return;
      }
      try {
        target.flush();
      } catch (IOException e) {
        gone = true;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      if (!refused) {
        flush();
        target.close();
      }
    }

    @Override
    public boolean isReady() {
      return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("Answers are written by blocking writes");
    }
  }
}
