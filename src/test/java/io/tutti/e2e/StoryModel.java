package io.tutti.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A language model's API on 127.0.0.1: actions are told in the same words, those that say “slowly” only once they are released, and
 * turns in three pieces; or everything fails. Thread-safe.
 */
final class StoryModel implements AutoCloseable {

  static final String[] PIECES = {"The rain stopped. ", "Nobody noticed. ", "The lamp was out."};
  static final String TELLING = "It came to pass as it had to.";

  /** The bearer tokens with which it was asked. */
  final Queue<String> keys = new ConcurrentLinkedQueue<>();
  final CountDownLatch slowIsAsked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean broken;

  StoryModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Lets slow actions go on. */
  void release() {
    released.countDown();
  }

  /** From now on every answer is a failure. */
  void breakDown() {
    broken = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      JsonObject asked = Messages.read(request);
      if (broken) {
        exchange.sendResponseHeaders(400, -1);
      } else if (asked.getBoolean("stream", false)) {
        stream(exchange);
      } else {
        // The world's description says nothing of speed: only the action does.
        if (request.contains("slowly")) {
          slowIsAsked.countDown();
          released.await(30, TimeUnit.SECONDS);
        }
        whole(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void whole(HttpExchange exchange) throws IOException {
    String content = Json.createObjectBuilder().add("telling", TELLING).build().toString();
    byte[] body = envelope("chat.completion")
        .add("choices", Json.createArrayBuilder().add(Json.createObjectBuilder().add("index", 0).add("finish_reason", "stop")
            .add("message", Json.createObjectBuilder().add("role", "assistant").add("content", content))))
        .add("usage", Json.createObjectBuilder().add("prompt_tokens", 20).add("completion_tokens", 10).add("total_tokens", 30))
        .build().toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (String piece : PIECES) {
      event(body, chunk(Json.createObjectBuilder().add("content", piece), false));
    }
    event(body, chunk(Json.createObjectBuilder(), true));
    event(body, "[DONE]");
  }

  private static String chunk(JsonObjectBuilder delta, boolean last) {
    JsonObjectBuilder choice = Json.createObjectBuilder().add("index", 0).add("delta", delta);
    if (last) {
      choice.add("finish_reason", "stop");
    } else {
      choice.addNull("finish_reason");
    }
    return envelope("chat.completion.chunk").add("choices", Json.createArrayBuilder().add(choice)).build().toString();
  }

  private static JsonObjectBuilder envelope(String object) {
    return Json.createObjectBuilder().add("id", "1").add("object", object).add("created", 1).add("model", "teller");
  }

  private static void event(OutputStream body, String data) throws IOException {
    body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
