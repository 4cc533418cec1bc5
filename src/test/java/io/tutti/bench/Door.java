package io.tutti.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The way into a server on this machine: creates sessions over HTTP and upgrades connections. Thread-safe: stateless but for its HTTP client. */
final class Door {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MAX_RESPONSE = 16 << 10;
  private static final int MAX_TRIES = 60;

  private final int port;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Door(int port) {
    this.port = port;
  }

  /** Creates the session; one that exists already (409) is as good. Waits where the server asks for patience (429). */
  void create(Room room, Talk talk) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/sessions"))
        .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(room.creation(talk)))
        .build();
    for (int tried = 0; tried < MAX_TRIES; tried++) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status / 100 == 2 || status == 409) {
        return;
      }
      if (status != 429) {
        throw new IOException("creating session " + room.id() + ": " + status + " " + answer.body());
      }
      Thread.sleep(500);
    }
    throw new IOException("creating session " + room.id() + ": refused for its rate " + MAX_TRIES + " times");
  }

  /** Opens a blocking, upgraded connection to a session; waits where the server asks for patience (429). */
  SocketChannel enter(Room room) throws IOException, InterruptedException {
    for (int tried = 0; tried < MAX_TRIES; tried++) {
      SocketChannel channel = tryToEnter(room);
      if (channel != null) {
        return channel;
      }
      Thread.sleep(500);
    }
    throw new IOException("joining session " + room.id() + ": refused for its rate " + MAX_TRIES + " times");
  }

  /** The upgraded connection, or null where the address has opened too many of late. */
  private @Nullable SocketChannel tryToEnter(Room room) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().setSoTimeout(TIMEOUT_MILLIS);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(new InetSocketAddress("127.0.0.1", port));
      write(channel, ByteBuffer.wrap(Bytes.ascii(handshake(room))));
      String head = head(channel.socket().getInputStream());
      if (head.startsWith("HTTP/1.1 429")) {
        channel.close();
        return null;
      }
      if (!head.startsWith("HTTP/1.1 101")) {
        throw new IOException("joining session " + room.id() + ": " + head.lines().findFirst().orElse("no answer"));
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private String handshake(Room room) {
    String key = Base64.getEncoder().encodeToString(Bytes.ascii("tutti-benchmark!"));
    return "GET /api/v1/session/connect/" + room.id() + " HTTP/1.1\r\n"
        + "Host: 127.0.0.1:" + port + "\r\n"
        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: " + key + "\r\n\r\n";
  }

  /** Sends one text message on a blocking connection. */
  static void send(SocketChannel channel, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + ClientFrames.MAX_HEADER);
    ClientFrames.put(frame, ClientFrames.TEXT, payload, 0, payload.length, 0x5eed5eed);
    write(channel, frame.flip());
  }

  /** Reads byte by byte, so that no frame behind the response is taken with it. */
  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0 || head.size() > MAX_RESPONSE) {
        throw new IOException("no WebSocket handshake: " + head.toString(StandardCharsets.ISO_8859_1));
      }
      head.write(b);
      matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
