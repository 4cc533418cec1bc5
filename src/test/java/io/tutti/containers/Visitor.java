package io.tutti.containers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server by HTTP. Thread-safe. */
record Visitor(URI base) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Gets {@code path}, which is relative to where the WAR runs. */
  HttpResponse<String> get(String path, String accept) {
    return ask(request(path).header("Accept", accept));
  }

  HttpResponse<String> post(String path, String body) {
    return ask(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String path) {
    return ask(request(path).DELETE());
  }

  HttpResponse<String> delete(String path, String token) {
    return ask(request(path).header("Authorization", "Bearer " + token).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonObject object(HttpResponse<String> answer) {
    return read(answer).asJsonObject();
  }

  private static JsonStructure read(HttpResponse<String> answer) {
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.read();
    }
  }
}
