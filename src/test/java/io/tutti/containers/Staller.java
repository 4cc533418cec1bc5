package io.tutti.containers;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client that asks and asks and never reads: a bare socket with a small receive buffer, so that the server's writes to it come
 * to a stop. It offers compression, as browsers do, and would not understand any. Confined to its test.
 */
final class Staller implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 4_096;

  private final Socket socket = new Socket();

  /** Joins {@code session}, and reads nothing after the handshake. */
  Staller(URI base, String session) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.connect(new InetSocketAddress("127.0.0.1", base.getPort()), 10_000);
    socket.getOutputStream().write(("GET " + base.getPath() + "api/v1/session/connect/" + session + " HTTP/1.1\r\n"
        + "Host: 127.0.0.1:" + base.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII));
    String answer = handshakeAnswer(socket.getInputStream());
    if (!answer.startsWith("HTTP/1.1 101") || answer.contains("permessage-deflate")) {
      throw new IOException("no handshake, or one with the compression that is not configured: " + answer);
    }
    socket.getOutputStream().write(frame("{\"type\":\"auth\",\"payload\":{\"name\":\"Staller\"}}"));
  }

  private static String handshakeAnswer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the end, after " + answer);
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  /** Asks {@code times} for the session's state; stops early where the server has had enough of it. */
  void askForState(int times) {
    try {
      OutputStream out = socket.getOutputStream();
      byte[] question = frame("{\"type\":\"session:resync\",\"payload\":{\"lastSeenSeq\":0}}");
      for (int i = 0; i < times; i++) {
        out.write(question);
      }
    } catch (IOException e) {
      // It was sent away: the test looks for that at the others.
    }
  }

  /** Opens the document {@code main}, and reads on until {@code bytes} of messages have come; how long the longest frame was. */
  int longestFrame(int bytes) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(frame("{\"type\":\"doc:open\",\"payload\":{\"doc\":\"main\"}}"));
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int longest = 0;
    for (int come = 0; come < bytes; ) {
      in.readByte();
      int length = in.readByte();
      length = length == 127 ? (int) in.readLong() : length == 126 ? in.readUnsignedShort() : length;
      in.skipNBytes(length);
      longest = Math.max(longest, length);
      come += length;
    }
    return longest;
  }

  /** Sends what a client must not, and goes on as if nothing had happened. */
  void misbehave() throws IOException {
    socket.getOutputStream().write(new byte[] {(byte) 0x82, (byte) 0x81, 0, 0, 0, 0, 42});
  }

  /** Reads after all, and returns when the server has ended the connection. */
  void awaitEnd() throws SocketException {
    socket.setSoTimeout(20_000);
    byte[] rest = new byte[65_536];
    try {
      while (socket.getInputStream().read(rest) >= 0) {
        // What the server had still written is of no interest.
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The server holds the connection", e);
    } catch (IOException e) {
      // A reset is an end, too.
    }
  }

  /** One short text frame, masked with zeros. */
  private static byte[] frame(String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | content.length);
    frame.write(new byte[4]);
    frame.write(content);
    return frame.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
