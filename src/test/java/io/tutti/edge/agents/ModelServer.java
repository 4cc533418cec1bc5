package io.tutti.edge.agents;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tutti.edge.json.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that speaks OpenAI's chat API as badly as a test wants: each request gets the next answer, the last one for
 * ever.
 */
final class ModelServer implements AutoCloseable {

  /** How one request is answered. */
  @FunctionalInterface
  interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  final CountDownLatch never = new CountDownLatch(1);
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  ModelServer(Answer... answers) throws IOException {
    this.answers.addAll(List.of(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer answer;
    synchronized (answers) {
      answer = answers.size() > 1 ? answers.remove() : answers.element();
    }
    try (exchange) {
      answer.give(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  LanguageModel model() {
    return model(Duration.ofSeconds(10), 10_000);
  }

  LanguageModel model(Duration timeout, long budget) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    return new LanguageModel(new AgentSettings(url, "teller", "s3cret", timeout, budget), Duration.ofMillis(1));
  }

  /** A whole answer whose content is {@code content}, and which cost 30 tokens. */
  static Answer says(String content) {
    return exchange -> send(exchange, 200, "application/json", JsonText.write(Map.of(
        "id", "1", "object", "chat.completion", "created", 1L, "model", "teller",
        "choices", List.of(Map.of("index", 0L, "finish_reason", "stop",
            "message", Map.of("role", "assistant", "content", content))),
        "usage", Map.of("prompt_tokens", 20L, "completion_tokens", 10L, "total_tokens", 30L))));
  }

  static Answer says(Map<String, Object> json) {
    return says(JsonText.write(json));
  }

  static Answer fails(int status, String body) {
    return exchange -> send(exchange, status, "application/json", body);
  }

  /** A body that is no answer at all. */
  static Answer babbles(String body) {
    return exchange -> send(exchange, 200, "application/json", body);
  }

  /** Nothing, until the server is closed. */
  Answer keepsSilent() {
    return exchange -> never.await();
  }

  /** Headers, and then nothing. */
  Answer begins() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      never.await();
    };
  }

  static Answer streams(String... pieces) {
    return exchange -> {
      OutputStream body = stream(exchange);
      for (String piece : pieces) {
        chunk(body, Map.of("role", "assistant", "content", piece), null);
      }
      chunk(body, Map.of(), "stop");
      event(body, JsonText.write(Map.of("id", "1", "object", "chat.completion.chunk", "choices", List.of(),
          "usage", Map.of("prompt_tokens", 40L, "completion_tokens", 60L, "total_tokens", 100L))));
      event(body, "[DONE]");
    };
  }

  /** Pieces, and then the connection breaks. */
  static Answer breaksOff(String... pieces) {
    return exchange -> {
      OutputStream body = stream(exchange);
      for (String piece : pieces) {
        chunk(body, Map.of("content", piece), null);
      }
      throw new IOException("broken on purpose");
    };
  }

  /** The same piece for ever, or until nobody reads. */
  static Answer streamsWithoutEnd(String piece) {
    return exchange -> {
      OutputStream body = stream(exchange);
      while (true) {
        chunk(body, Map.of("content", piece), null);
      }
    };
  }

  private static OutputStream stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void chunk(OutputStream body, Map<String, Object> delta, String end) throws IOException {
    Map<String, Object> choice = new java.util.LinkedHashMap<>(Map.of("index", 0L, "delta", delta));
    choice.put("finish_reason", end);
    String json = JsonText.write(
        Map.of("id", "1", "object", "chat.completion.chunk", "model", "teller", "choices", List.of(choice)));
    StringBuilder escaped = new StringBuilder();
    json.chars().forEach(c -> escaped.append(
        Character.isSurrogate((char) c) ? String.format("\\u%04x", c) : String.valueOf((char) c)));
    event(body, escaped.toString());
  }

  private static void event(OutputStream body, String data) throws IOException {
    body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    never.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
