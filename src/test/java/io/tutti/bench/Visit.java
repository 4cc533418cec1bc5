package io.tutti.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One user who says something and waits for the answer, where only a few are needed. Thread-safe: what comes is taken in by the
 * HTTP client's threads and handed over through a queue.
 */
final class Visit implements WebSocket.Listener, AutoCloseable {

  private static final int TIMEOUT_SECONDS = 60;

  /** A message that has come: its beginning, its length, and when its last part was here. */
  record Heard(String beginning, int length, long nanos) {}

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final StringBuilder parts = new StringBuilder();
  private final WebSocket socket;

  /** Joins {@code session} of the server at {@code port}. */
  Visit(HttpClient http, int port, String session, String client) throws IOException, InterruptedException {
    socket = http.newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/session/connect/" + session), this).join();
    ask(Room.auth(0, client, true), "auth:success");
  }

  void say(String text) {
    socket.sendText(text, true).join();
  }

  /** Says {@code text} and waits for a message of {@code type}. */
  Heard ask(String text, String type) throws IOException, InterruptedException {
    say(text);
    return await("{\"type\":\"" + type + "\"");
  }

  private Heard await(String beginning) throws IOException, InterruptedException {
    while (true) {
      Heard next = heard.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (next == null || next.beginning.startsWith("{\"type\":\"error\"")) {
        throw new IOException("waiting for " + beginning + ": " + (next == null ? "nothing came" : next.beginning));
      }
      if (next.beginning.startsWith(beginning)) {
        return next;
      }
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    parts.append(part);
    if (last) {
      heard.add(new Heard(parts.substring(0, Math.min(200, parts.length())), parts.length(), System.nanoTime()));
      parts.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
