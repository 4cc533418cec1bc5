package io.tutti.edge.rest.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body that is being received: in memory, in pieces, or in a file that is gone after {@link #close}. Confined to one request; its
 * callbacks come one at a time.
 */
final class Body implements AutoCloseable {

  private static final int PIECE = 8_192;

  private final HttpBounds bounds;
  private final long limit;
  private final @Nullable Path file;
  private final @Nullable OutputStream out;
  private final List<InputStream> pieces = new ArrayList<>();
  private final byte[] fileBuffer;
  private long size;
  private long reserved;

  private Body(HttpBounds bounds, long limit, @Nullable Path file) throws IOException {
    this.bounds = bounds;
    this.limit = limit;
    this.file = file;
    this.out = file == null ? null : Files.newOutputStream(file);
    this.fileBuffer = new byte[file == null ? 0 : 8 * PIECE];
  }

  /** One of at most {@code limit} bytes in memory. */
  static Body inMemory(HttpBounds bounds, long limit) throws IOException {
    return new Body(bounds, limit, null);
  }

  /** One of at most {@code limit} bytes in a temporary file. */
  static Body inFile(HttpBounds bounds, long limit) throws IOException {
    return new Body(bounds, limit, Files.createTempFile("tutti-body-", ".part"));
  }

  /** What became of a read. */
  enum Step {
    MORE, END, TOO_LARGE, NO_MEMORY
  }

  /** Takes what {@code in} has, once; what is beyond the limit is read and thrown away. Does not block where {@code in} is ready. */
  Step take(ServletInputStream in) throws IOException {
    byte[] buffer = out == null ? new byte[PIECE] : fileBuffer;
    int count = in.read(buffer);
    if (count < 0) {
      return Step.END;
    }
    size += count;
    if (size > limit) {
      drop();
      return Step.TOO_LARGE;
    }
    if (out != null) {
      out.write(buffer, 0, count);
      return Step.MORE;
    }
    // A body that drips would otherwise hold a whole piece for each byte.
    byte[] piece = count > PIECE / 2 ? buffer : java.util.Arrays.copyOf(buffer, count);
    if (!bounds.reserveBody(piece.length)) {
      return Step.NO_MEMORY;
    }
    reserved += piece.length;
    pieces.add(new ByteArrayInputStream(piece, 0, count));
    return Step.MORE;
  }

  /** How many bytes have come. */
  long size() {
    return size;
  }

  private void drop() {
    bounds.releaseBody(reserved);
    reserved = 0;
    pieces.clear();
  }

  /** All of it, for reading once. */
  ServletInputStream content() throws IOException {
    if (out != null && file != null) {
      out.close();
      return new Content(Files.newInputStream(file));
    }
    return new Content(new SequenceInputStream(Collections.enumeration(pieces)));
  }

  @Override
  public void close() throws IOException {
    drop();
    if (out != null && file != null) {
      out.close();
      Files.deleteIfExists(file);
    }
  }

  /** What a route reads. */
  private static final class Content extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    Content(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      finished |= next < 0;
      return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      finished |= count < 0;
      return count;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body is here already");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
