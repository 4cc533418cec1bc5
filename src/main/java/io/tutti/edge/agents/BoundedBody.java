package io.tutti.edge.agents;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that ends: with an {@link IOException} after {@code maxBytes}, with an {@link HttpTimeoutException} at {@code
 * deadline}, even while a read waits. The reader may be a library that swallows exceptions: {@link #requireGood} says
 * what happened. Confined to its reader, but for the alarm, which closes.
 */
final class BoundedBody extends InputStream {

  private final InputStream body;
  private final CompletableFuture<Void> alarm;
  private long left;
  private volatile boolean late;
  private @Nullable IOException failure;

  /** {@code deadline}: of {@link System#nanoTime}. */
  BoundedBody(InputStream body, long maxBytes, long deadline) {
    this.body = body;
    this.left = maxBytes;
    long nanos = Math.max(0, deadline - System.nanoTime());
    this.alarm = CompletableFuture.runAsync(
        this::ring, CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run));
  }

  private void ring() {
    late = true;
    try {
      body.close();
    } catch (IOException e) {
      // It was to be closed, and it is of no use any more.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = body.read(buffer, offset, length);
      requireTime();
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("the answer is too long");
      }
      return read;
    } catch (IOException e) {
      failure = late ? tookTooLong() : e;
      throw failure;
    }
  }

  static HttpTimeoutException tookTooLong() {
    return new HttpTimeoutException("the answer took too long");
  }

  private void requireTime() throws IOException {
    if (late) {
      throw tookTooLong();
    }
  }

  /** Throws what ended this body too early, if anything did. */
  void requireGood() throws IOException {
    if (failure != null) {
      throw failure;
    }
    requireTime();
  }

  @Override
  public void close() throws IOException {
    alarm.cancel(false);
    body.close();
  }
}
