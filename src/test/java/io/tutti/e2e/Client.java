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
import org.jspecify.annotations.Nullable;

/** One connection to a session, by the JDK's own WebSocket client. Thread-safe. */
final class Client implements WebSocket.Listener, AutoCloseable {

  /** One for all: each has threads of its own. */
  static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** Gets each message, as it came and as it reads, in the connection's thread. */
  interface Hearer {
    void hear(String text, JsonObject message);
  }

  private static final int KEPT_BESIDE_A_HEARER = 100;

  private final Inbox inbox;
  private final StringBuilder part = new StringBuilder();
  private final Hearer hearer;
  private @Nullable WebSocket socket;

  private Client(Hearer hearer, Inbox inbox) {
    this.hearer = hearer;
    this.inbox = inbox;
  }

  /** Connects to the session {@code id}; says nothing yet. */
  static Client connect(RunningServer server, String id) {
    return connect(server.session(id));
  }

  static Client connect(URI address, String... headers) {
    return connect(address, new Client((text, message) -> {}, new Inbox(Integer.MAX_VALUE)), headers);
  }

  /** Connects; what comes goes to {@code hearer}, and the inbox keeps only the last messages. */
  static Client connect(URI address, Hearer hearer) {
    return connect(address, new Client(hearer, new Inbox(KEPT_BESIDE_A_HEARER)));
  }

  private static Client connect(URI address, Client client, String... headers) {
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
      JsonObject message = Messages.read(text);
      hearer.hear(text, message);
      inbox.add(message);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    inbox.close(statusCode, reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    inbox.close(1006);
  }
}
