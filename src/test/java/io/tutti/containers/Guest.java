package io.tutti.containers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client of the native protocol on the JDK's WebSocket, so that it needs nothing of any container. What it hears waits until it
 * is asked for. Thread-safe.
 */
final class Guest implements WebSocket.Listener, AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
  private final List<JsonObject> passedOver = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<String> pong = new CompletableFuture<>();
  private final StringBuilder parts = new StringBuilder();
  private @Nullable WebSocket socket;
  private JsonObject welcome = JsonObject.EMPTY_JSON_OBJECT;

  private Guest() {}

  /** Opens a connection to {@code session} of the server at {@code base}, without saying anything yet. */
  static Guest open(URI base, String session, Map<String, String> headers) {
    Guest guest = new Guest();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
    headers.forEach(builder::header);
    String address = base.toString().replaceFirst("^http", "ws") + "api/v1/session/connect/" + session;
    guest.socket = builder.buildAsync(URI.create(address), guest).join();
    return guest;
  }

  /** Joins as somebody new called {@code name}. */
  static Guest join(URI base, String session, String name) {
    return join(base, session, Json.createObjectBuilder().add("name", name));
  }

  /** Joins with the payload {@code auth}; returns when the server has let it in. */
  static Guest join(URI base, String session, JsonObjectBuilder auth) {
    Guest guest = open(base, session, Map.of());
    guest.say("auth", auth, null);
    guest.welcome = guest.await("auth:success").getJsonObject("payload");
    return guest;
  }

  /** The payload of the {@code auth:success} that let it in. */
  JsonObject welcome() {
    return welcome;
  }

  void say(String type, JsonObjectBuilder payload, @Nullable String ref) {
    JsonObjectBuilder message = Json.createObjectBuilder().add("type", type).add("payload", payload);
    if (ref != null) {
      message.add("ref", ref);
    }
    say(message.build().toString());
  }

  /** Writes {@code text} at the beginning of the empty document {@code document}, and waits until it is stored. */
  void type(String document, String text) {
    int count = text.codePointCount(0, text.length());
    say("doc:open", Json.createObjectBuilder().add("doc", document), "empty");
    await("doc:state");
    JsonObjectBuilder insert = Json.createObjectBuilder().add("ins", text)
        .add("id", Json.createArrayBuilder().add(1).add("typist"))
        .add("after", Json.createArrayBuilder().add(0).add("root"));
    say("doc:edit", Json.createObjectBuilder().add("doc", document).add("epoch", 1)
        .add("ops", Json.createArrayBuilder().add(insert)), "typed" + count);
    await("doc:ops");
  }

  void say(String text) {
    connection().sendText(text, true).join();
  }

  /** Says {@code text} in as many frames as it has parts of {@code size} characters. */
  void sayInParts(String text, int size) {
    for (int from = 0; from < text.length(); from += size) {
      int to = Math.min(text.length(), from + size);
      connection().sendText(text.substring(from, to), to == text.length()).join();
    }
  }

  void sayBinary(byte[] bytes) {
    connection().sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Sends a ping of the WebSocket protocol and returns what the pong carries. */
  String ping(String content) {
    connection().sendPing(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8))).join();
    return pong.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private WebSocket connection() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  /** Whether a message of {@code type} was passed over while something else was awaited. */
  boolean hasHeard(String type) {
    return passedOver.stream().anyMatch(message -> message.getString("type").equals(type));
  }

  JsonObject await(String type) {
    return await(type, message -> true);
  }

  /** The next message of {@code type} that is {@code wanted}; those before it are passed over. */
  JsonObject await(String type, Predicate<JsonObject> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (true) {
        JsonObject message = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
          throw new AssertionError("No " + type + " came; what came: " + passedOver
              + (closed.isDone() ? ", then the end: " + closed.join() : ""));
        }
        if (message.getString("type").equals(type) && wanted.test(message)) {
          return message;
        }
        passedOver.add(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #await(String, Predicate)}, but content with a message that was passed over before. */
  JsonObject awaitOrRecall(String type, Predicate<JsonObject> wanted) {
    return passedOver.stream()
        .filter(message -> message.getString("type").equals(type) && wanted.test(message))
        .findFirst()
        .orElseGet(() -> await(type, wanted));
  }

  /** The code that the server closes the connection with. */
  int awaitClose() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Leaves, and returns when the server knows. */
  @Override
  public void close() {
    if (!closed.isDone()) {
      connection().sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null).join();
      closed.completeOnTimeout(WebSocket.NORMAL_CLOSURE, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      try (var reader = Json.createReader(new StringReader(parts.toString()))) {
        heard.add(reader.readObject());
      }
      parts.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    pong.complete(StandardCharsets.UTF_8.decode(message).toString());
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }
}
