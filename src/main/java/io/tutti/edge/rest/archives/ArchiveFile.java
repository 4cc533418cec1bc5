package io.tutti.edge.rest.archives;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.rest.http.Problem;
import io.tutti.identity.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * An archive that somebody sent, in a file of its own that is gone after {@link #close}. What it holds is read up to bounds that
 * count what comes out, whatever the archive says of itself (rule DP4). Confined to its caller.
 */
public final class ArchiveFile implements AutoCloseable {

  static final long MAX_BYTES = 256L << 20;
  public static final int MAX_PART_BYTES = 64 << 20;
  public static final int MAX_LINE_BYTES = 4 << 20;
  static final long MAX_LOG_BYTES = 1L << 30;

  private static final int BUFFER_BYTES = 64 << 10;

  private final Path file;
  private final ZipFile zip;

  private ArchiveFile(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /** What is done with each line of a log. */
  interface Lines {
    void line(String text) throws MalformedJson;
  }

  /** Takes the body of a request; one of more than {@value #MAX_BYTES} bytes is refused. */
  static ArchiveFile receive(InputStream in) throws IOException {
    Path file = Files.createTempFile("tutti-import-", ".zip");
    try {
      copy(in, file);
      return new ArchiveFile(file, new ZipFile(file.toFile(), StandardCharsets.UTF_8));
    } catch (java.util.zip.ZipException | IllegalArgumentException e) {
      Files.deleteIfExists(file);
      throw refused("The body is no ZIP archive");
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void copy(InputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long total = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        total += count;
        if (total > MAX_BYTES) {
          throw tooLarge();
        }
        out.write(buffer, 0, count);
      }
    }
  }

  static Problem tooLarge() {
    return Problem.of(413, ErrorCode.TOO_LARGE, "An archive has at most " + MAX_BYTES + " bytes, and its parts their bounds");
  }

  static Problem refused(String what) {
    return Problem.invalid("archive_invalid", what, null, "body");
  }

  /** The JSON object that the part {@code name} is. */
  JsonObject object(String name) throws IOException, MalformedJson {
    try (InputStream in = part(name)) {
      byte[] bytes = in.readNBytes(MAX_PART_BYTES + 1);
      if (bytes.length > MAX_PART_BYTES) {
        throw tooLarge();
      }
      return new JsonObject(name, JsonText.readObject(text(bytes)));
    }
  }

  /** Gives every line of the part {@code name} to {@code lines}. */
  void lines(String name, Lines lines) throws IOException, MalformedJson {
    try (InputStream in = new BufferedInputStream(part(name), BUFFER_BYTES)) {
      byte[] line = new byte[BUFFER_BYTES];
      int length = 0;
      long total = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (++total > MAX_LOG_BYTES || length == MAX_LINE_BYTES) {
          throw tooLarge();
        }
        if (next == '\n') {
          lines.line(text(Arrays.copyOf(line, length)));
          length = 0;
          continue;
        }
        if (length == line.length) {
          line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, 2 * length));
        }
        line[length++] = (byte) next;
      }
      if (length > 0) {
        throw new MalformedJson("the last line has no end");
      }
    }
  }

  private InputStream part(String name) throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(name);
    @Nullable InputStream in = entry == null ? null : zip.getInputStream(entry);
    if (in == null) {
      throw refused("The archive has no " + name);
    }
    return in;
  }

  private static String text(byte[] bytes) throws MalformedJson {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJson("a part is no UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      zip.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
