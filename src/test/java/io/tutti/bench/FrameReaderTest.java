package io.tutti.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

  private final List<String> seen = new ArrayList<>();
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  private final FrameReader.Messages sink = new FrameReader.Messages() {
    @Override
    public void text(byte[] bytes, int from, int to) {
      String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
      seen.add(text.length() > 20 ? "text of " + text.length() : "text " + text);
    }

    @Override
    public void ping(byte[] bytes, int from, int to) {
      seen.add("ping of " + (to - from));
    }

    @Override
    public void close(int code, byte[] bytes, int from, int to) {
      seen.add("close " + code + " " + new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }
  };

  private void frame(int first, byte[] payload) {
    stream.write(first);
    if (payload.length < 126) {
      stream.write(payload.length);
    } else if (payload.length < 65_536) {
      stream.writeBytes(ByteBuffer.allocate(3).put((byte) 126).putShort((short) payload.length).array());
    } else {
      stream.writeBytes(ByteBuffer.allocate(9).put((byte) 127).putLong(payload.length).array());
    }
    stream.writeBytes(payload);
  }

  private void everyMessage() {
    frame(0x81, Bytes.ascii("one"));
    frame(0x01, Bytes.ascii("a"));
    frame(0x89, Bytes.ascii("now?"));
    frame(0x00, Bytes.ascii("b"));
    frame(0x80, Bytes.ascii("c"));
    frame(0x81, new byte[300]);
    frame(0x81, new byte[70_000]);
    frame(0x8a, new byte[0]);
    frame(0x88, new byte[] {0x03, (byte) 0xf5, 'b', 'y', 'e'});
  }

  private void feed(int piece) {
    byte[] all = stream.toByteArray();
    var reader = new FrameReader();
    byte[] scratch = new byte[all.length + piece];
    for (int at = 0; at < all.length; at += piece) {
      int kept = reader.restore(scratch);
      int count = Math.min(piece, all.length - at);
      System.arraycopy(all, at, scratch, kept, count);
      reader.read(scratch, kept + count, sink);
    }
  }

  @Test
  @DisplayName("[BENCH4] frames are read alike in one piece and in pieces of any size")
  void pieces() {
    everyMessage();
    for (int piece : new int[] {1_000_000, 4_096, 127, 3}) {
      seen.clear();
      feed(piece);
      assertEquals(List.of("text one", "ping of 4", "text abc", "text of 300", "text of 70000", "close 1013 bye"), seen);
    }
  }

  @Test
  @DisplayName("[BENCH4] a masked, reserved, unknown or oversized frame is refused")
  void refused() {
    for (byte[] bad : new byte[][] {
        {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'}, {(byte) 0xc1, 0}, {(byte) 0x83, 0}, {(byte) 0x80, 0},
        {(byte) 0x81, 127, 0, 0, 0, 0, 0, 0x20, 0, 0}, {(byte) 0x81, 127, -1, 0, 0, 0, 0, 0x20, 0, 0}}) {
      assertThrows(FrameReader.BadFrame.class, () -> new FrameReader().read(bad, bad.length, sink));
    }
  }

  @Test
  @DisplayName("[BENCH4] a client's frame is masked byte by byte with the key it carries")
  void masked() {
    byte[] payload = new byte[200];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i * 7);
    }
    ByteBuffer out = ByteBuffer.allocate(payload.length + ClientFrames.MAX_HEADER);
    ClientFrames.put(out, ClientFrames.TEXT, payload, 0, payload.length, 0x01c2a3f4);
    out.flip();
    assertEquals(0x81fe, out.getShort() & 0xffff);
    assertEquals(200, out.getShort());
    byte[] mask = new byte[4];
    out.get(mask);
    byte[] unmasked = new byte[200];
    for (int i = 0; i < unmasked.length; i++) {
      unmasked[i] = (byte) (out.get() ^ mask[i % 4]);
    }
    assertArrayEquals(payload, unmasked);
  }
}
