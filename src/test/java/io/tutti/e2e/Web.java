package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP to a server. Thread-safe: holds nothing. */
final class Web {

  private Web() {}

  /** An answer: its status, its body as it came. */
  record Reply(int status, String text) {

    JsonValue json() {
      try (var reader = Json.createReader(new StringReader(text))) {
        return reader.readValue();
      }
    }

    JsonObject object() {
      return json().asJsonObject();
    }
  }

  static Reply get(RunningServer server, String path, String... headers) {
    return send(server.http(path), "GET", null, headers);
  }

  static Reply post(RunningServer server, String path, String body, String... headers) {
    return send(server.http(path), "POST", body, headers);
  }

  static Reply delete(RunningServer server, String path, String... headers) {
    return send(server.http(path), "DELETE", null, headers);
  }

  /** Sends a request; a {@code body} is JSON, null is none. */
  static Reply send(URI address, String method, @org.jspecify.annotations.Nullable String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).method(method,
        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private static Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = Client.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new AssertionError(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends an archive. */
  static Reply upload(RunningServer server, String path, byte[] archive, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path)).timeout(Duration.ofSeconds(60))
        .POST(HttpRequest.BodyPublishers.ofByteArray(archive)).header("Content-Type", "application/zip");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  /** A token for a new anonymous person called {@code name}. */
  static String token(RunningServer server, String name) {
    return post(server, "/api/v1/auth/anonymous", Json.createObjectBuilder().add("username", name).build().toString())
        .object().getString("token");
  }

  /** Makes a session of these wishes; its id. */
  static String session(RunningServer server, JsonObject wishes, String... headers) {
    Reply made = post(server, "/api/v1/sessions", wishes.toString(), headers);
    if (made.status() != 200) {
      throw new AssertionError("No session was made: " + made);
    }
    return made.object().getString("session_id");
  }
}
