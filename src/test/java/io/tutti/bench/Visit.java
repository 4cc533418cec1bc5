package io.tutti.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One user who says something and waits for the answer, where only a few are needed. What comes is counted and not decoded, so that a
 * long answer is here when its last byte is. Confined to one thread.
 */
final class Visit implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int BUFFER = 1 << 18;
  private static final int BEGINNING = 200;
  private static final int FINAL = 0x80;
  private static final int CONTROL = 0x08;

  /** A message that has come: its beginning, how many bytes it has, and when its last one was here. */
  record Heard(String beginning, long length, long nanos) {}

  private final SocketChannel channel;
  private final DataInputStream in;

  /** Joins {@code session} through {@code door}. */
  Visit(Door door, String session, String client) throws IOException, InterruptedException {
    channel = door.enter(new Room(session, 0, 1, 0));
    channel.socket().setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(new BufferedInputStream(channel.socket().getInputStream(), BUFFER));
    ask(Room.auth(0, client, true), "auth:success");
  }

  /** Says {@code text} and waits for a message of {@code type}. */
  Heard ask(String text, String type) throws IOException {
    Door.send(channel, text);
    String wanted = "{\"type\":\"" + type + "\"";
    while (true) {
      Heard next = next();
      if (next.beginning.startsWith("{\"type\":\"error\"")) {
        throw new IOException("waiting for " + type + ": " + next.beginning);
      }
      if (next.beginning.startsWith(wanted)) {
        return next;
      }
    }
  }

  /** The next text message, whole; whatever else comes is passed over. */
  private Heard next() throws IOException {
    var beginning = new StringBuilder();
    long length = 0;
    while (true) {
      int first = in.readUnsignedByte();
      long size = payloadLength();
      boolean control = (first & CONTROL) != 0;
      int kept = control ? 0 : (int) Math.min(size, BEGINNING - beginning.length());
      beginning.append(new String(in.readNBytes(kept), StandardCharsets.ISO_8859_1));
      in.skipNBytes(size - kept);
      length += control ? 0 : size;
      if (!control && (first & FINAL) != 0) {
        return new Heard(beginning.toString(), length, System.nanoTime());
      }
    }
  }

  private long payloadLength() throws IOException {
    int length = in.readUnsignedByte();
    return length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
