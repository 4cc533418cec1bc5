package io.tutti.e2e;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to a session, by the JDK's own WebSocket client. Thread-safe. */
final class Client implements WebSocket.Listener, AutoCloseable {

  /** One for all: each has threads of its own. */
  static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final Inbox inbox = new Inbox();
  private final StringBuilder part = new StringBuilder();
  private final Consumer<String> hearer;
  private @Nullable WebSocket socket;

  private Client(Consumer<String> hearer) {
    this.hearer = hearer;
  }

  /** Connects to the session {@code id}; says nothing yet. */
  static Client connect(RunningServer server, String id) {
    return connect(server.session(id));
  }

  static Client connect(URI address, String... headers) {
    return connect(address, raw -> {}, headers);
  }

  /** Connects; {@code hearer} gets each message as it came, in the connection's thread. */
  static Client connect(URI address, Consumer<String> hearer, String... headers) {
    Client client = new Client(hearer);
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    client.socket = builder.buildAsync(address, client).join();
    return client;
  }

  /** The HTTP status with which the handshake is refused; 101 where it is not. */
  static int handshakeStatus(URI address, String... headers) {
    try {
      connect(address, headers).close();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refusal) {
        return refusal.getResponse().statusCode();
      }
      throw e;
    }
  }

  /** Connects and joins as a guest called {@code name}. */
  static Client join(RunningServer server, String id, String name) {
    Client client = connect(server, id);
    client.send(Messages.auth(null, name));
    client.inbox.next("auth:success");
    return client;
  }

  /** Connects and joins with {@code token}. */
  static Client joinAs(RunningServer server, String id, String token) {
    Client client = connect(server, id);
    client.send(Messages.auth(token, null));
    client.inbox.next("auth:success");
    return client;
  }

  Inbox inbox() {
    return inbox;
  }

  /** What {@code auth:success} said. */
  JsonObject welcome() {
    return inbox.all().stream().filter(message -> Messages.type(message).equals("auth:success")).findFirst()
        .map(Messages::payload).orElseThrow();
  }

  String userId() {
    return welcome().getString("userId");
  }

  void send(JsonObject message) {
    sendText(message.toString());
  }

  synchronized void sendText(String text) {
    socket().sendText(text, true).join();
  }

  synchronized void sendBinary(byte[] bytes) {
    socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Sends a message and waits for the next one of {@code type}. */
  JsonObject ask(JsonObject message, String type) {
    send(message);
    return inbox.next(type);
  }

  /** The code of the error with which {@code text} is answered. */
  String refusal(String text) {
    sendText(text);
    return Messages.code(inbox.next("error"));
  }

  /** Waits until everything that the session had decided so far has come here: its state is told after that. */
  JsonObject state() {
    return Messages.payload(ask(Messages.message("session:resync"), "session:state"));
  }

  int awaitClose() {
    return inbox.awaitClose(Inbox.PATIENCE);
  }

  /** Closes as browsers do and waits for the answer. */
  @Override
  public void close() {
    if (!inbox.isClosed() && !socket().isOutputClosed()) {
      socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
    inbox.awaitClose(Inbox.PATIENCE);
  }

  /** Breaks the connection off without a word. */
  void abort() {
    socket().abort();
    inbox.close(1006);
  }

  private WebSocket socket() {
    WebSocket connected = socket;
    if (connected == null) {
      throw new IllegalStateException("not connected");
    }
    return connected;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      String text = part.toString();
      part.setLength(0);
      hearer.accept(text);
      inbox.add(Messages.read(text));
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    inbox.close(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    inbox.close(1006);
  }
}
