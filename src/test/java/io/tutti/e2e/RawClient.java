package io.tutti.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket over a bare socket, for what well-behaved clients cannot do: send bytes that are no text, and not read what comes.
 * Confined to its test.
 */
final class RawClient implements AutoCloseable {

  static final int TEXT = 1;
  static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int FINAL = 0x80;
  private static final int PATIENCE_MILLIS = 30_000;
  /** Small, so that who does not read is soon felt. */
  private static final int RECEIVE_BUFFER = 4_096;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** What came: a message's text, or the code of a close (1006: the line was cut). */
  record Frame(String text, int closeCode) {
    boolean isClose() {
      return closeCode != 0;
    }
  }

  private RawClient(RunningServer server) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Connects to {@code session} and joins as a guest; {@code auth:success} has been read. */
  static RawClient join(RunningServer server, String session, String name) {
    RawClient client = connect(server, session);
    client.sendText(Messages.auth(null, name).toString());
    while (!client.read().text().contains("\"auth:success\"")) {
      // what comes before
    }
    return client;
  }

  static RawClient connect(RunningServer server, String session) {
    return connectTo(server, "/api/v1/session/connect/" + session);
  }

  /** Connects to an endpoint. */
  static RawClient connectTo(RunningServer server, String path) {
    try {
      RawClient client = new RawClient(server);
      String status = client.handshake(path, server.port());
      if (!status.contains(" 101")) {
        throw new AssertionError("The handshake was answered " + status);
      }
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The HTTP status of a handshake at {@code path}, which is sent as it is. */
  static int handshakeStatus(RunningServer server, String path) {
    try (RawClient client = new RawClient(server)) {
      return Integer.parseInt(client.handshake(path, server.port()).split(" ")[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the handshake; the status line of the answer. */
  private String handshake(String path, int port) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  void sendText(String text) {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one whole frame. The mask is zero: the payload stands on the wire as it is. */
  void send(int opcode, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(FINAL | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    try {
      socket.getOutputStream().write(frame.toByteArray());
    } catch (IOException e) {
      // Closed by the server meanwhile: what it said is still to be read.
    }
  }

  /** The next message, put together from its frames, or close; pings are passed over. */
  Frame read() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    try {
      while (true) {
        int head = in.readUnsignedByte();
        byte[] payload = in.readNBytes((int) length());
        int opcode = head & 0x0f;
        if (opcode == CLOSE) {
          return new Frame("", payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff);
        }
        if (opcode < CLOSE) {
          message.writeBytes(payload);
          if ((head & FINAL) != 0) {
            return new Frame(message.toString(StandardCharsets.UTF_8), 0);
          }
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("Nothing came for " + PATIENCE_MILLIS + " ms", e);
    } catch (IOException e) {
      return new Frame("", 1006);
    }
  }

  private long length() throws IOException {
    int length = in.readUnsignedByte() & 0x7f;
    return length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
  }

  /** Reads until the close; its code. */
  int awaitClose() {
    Frame frame = read();
    while (!frame.isClose()) {
      frame = read();
    }
    return frame.closeCode();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
