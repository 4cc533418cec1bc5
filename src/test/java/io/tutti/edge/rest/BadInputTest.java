package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.FailureFilter;
import io.tutti.edge.rest.http.Problem;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

  private static RestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void assertProblem(RestServer.Reply reply, int status, String code) {
    assertEquals(status, reply.status(), reply.text());
    assertEquals(Problem.MEDIA_TYPE, reply.type(), reply.text());
    Map<String, Object> problem = reply.json();
    assertEquals(List.of("type", "title", "status", "detail", "code"), List.copyOf(problem.keySet()));
    assertEquals((long) status, problem.get("status"));
    assertEquals(code, problem.get("code"));
    assertFalse(reply.text().contains("Exception"), reply.text());
    assertFalse(reply.text().contains("io.tutti"), reply.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{", "[]", "[1,2]", "1", "null", "\"text\"", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "{a:1}", "{\"name\":NaN}",
      "{\"name\":\"\\ud800\"}", "{\"name\":\"x\"", "{\"name\":\"x\",}", "\u0000", "{\"a\":\u0001}", "nonsense"})
  @DisplayName("[REST2] A body that is no JSON object is 422 and makes nothing")
  void malformed(String body) throws Exception {
    var reply = server.post("/api/v1/sessions", body);
    assertProblem(reply, 422, "bad_message");
    assertEquals("json_invalid", reply.objects("detail").get(0).get("type"));
    assertEquals(List.of("body"), reply.objects("detail").get(0).get("loc"));
  }

  static Stream<Arguments> wrongWishes() {
    String tooLong = "n".repeat(201);
    return Stream.of(
        Arguments.of("{\"name\":7}", "name"), Arguments.of("{\"name\":[]}", "name"), Arguments.of("{\"name\":\"\"}", "name"),
        Arguments.of("{\"name\":\"" + tooLong + "\"}", "name"), Arguments.of("{\"name\":\"a\\u0000b\"}", "name"),
        Arguments.of("{\"name\":\"a\\nb\"}", "name"), Arguments.of("{\"description\":\"\\u0000\"}", "description"),
        Arguments.of("{\"description\":\"" + "d".repeat(2_001) + "\"}", "description"),
        Arguments.of("{\"session_id\":\"../etc\"}", "session_id"), Arguments.of("{\"session_id\":\"a b\"}", "session_id"),
        Arguments.of("{\"session_id\":\"\"}", "session_id"), Arguments.of("{\"session_id\":5}", "session_id"),
        Arguments.of("{\"session_id\":\"" + "s".repeat(65) + "\"}", "session_id"),
        Arguments.of("{\"session_id\":\"<b>\"}", "session_id"), Arguments.of("{\"session_id\":\"';--\"}", "session_id"),
        Arguments.of("{\"visibility\":\"secret\"}", "visibility"), Arguments.of("{\"durability\":\"never\"}", "durability"),
        Arguments.of("{\"default_role\":\"host\"}", "default_role"), Arguments.of("{\"default_role\":true}", "default_role"),
        Arguments.of("{\"retention_days\":0}", "retention_days"), Arguments.of("{\"retention_days\":1.5}", "retention_days"),
        Arguments.of("{\"retention_days\":1e400}", "retention_days"), Arguments.of("{\"retention_days\":\"7\"}", "retention_days"),
        Arguments.of("{\"conflict_window_ms\":-1}", "conflict_window_ms"),
        Arguments.of("{\"conflict_window_ms\":1e300}", "conflict_window_ms"),
        Arguments.of("{\"schema\":[]}", "schema"), Arguments.of("{\"schema\":\"mu\"}", "schema"),
        Arguments.of("{\"schema\":{\"1p\":{\"initial\":1}}}", "schema"),
        Arguments.of("{\"schema\":{\"p\":{}}}", "schema"), Arguments.of("{\"schema\":{\"p\":3}}", "schema"),
        Arguments.of("{\"schema\":{\"p\":{\"initial\":1e400}}}", "schema"),
        Arguments.of("{\"schema\":{\"p\":{\"initial\":\"x\"}}}", "schema"),
        Arguments.of("{\"schema\":{\"p\":{\"initial\":5,\"min\":6}}}", "schema"),
        Arguments.of("{\"schema\":{\"p\":{\"initial\":5,\"min\":6,\"max\":1}}}", "schema"),
        Arguments.of("{\"schema\":{\"p\":{\"initial\":1,\"step\":0}}}", "schema"),
        Arguments.of("{\"schema\":{\"q\":{\"computed\":\"unknown + 1\"}}}", "schema"),
        Arguments.of("{\"schema\":{\"q\":{\"computed\":\"1 +\"}}}", "schema"),
        Arguments.of("{\"schema\":{\"q\":{\"computed\":5}}}", "schema"),
        Arguments.of("{\"schema\":{\"q\":{\"computed\":\"" + "(".repeat(200) + "\"}}}", "schema"));
  }

  @ParameterizedTest
  @MethodSource("wrongWishes")
  @DisplayName("[REST6] A wish that cannot be is 422 and names the member")
  void wrongWish(String body, String member) throws Exception {
    var reply = server.post("/api/v1/sessions", body);
    assertProblem(reply, 422, "bad_message");
    List<?> where = (List<?>) reply.objects("detail").get(0).get("loc");
    assertEquals(List.of("body", member), where.subList(0, 2));
  }

  @Test
  @DisplayName("[REST6] A schema of more than 64 parameters is refused")
  void manyParameters() throws Exception {
    StringBuilder schema = new StringBuilder();
    for (int i = 0; i <= 64; i++) {
      schema.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"initial\":1}");
    }
    assertProblem(server.post("/api/v1/sessions", "{\"schema\":{" + schema + "}}"), 422, "bad_message");
  }

  @Test
  @DisplayName("[REST2] Deep nesting is refused, however deep")
  void deep() throws Exception {
    for (int depth : List.of(65, 5_000, 300_000)) {
      String body = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      assertProblem(server.post("/api/v1/sessions", body), 422, "bad_message");
    }
  }

  @Test
  @DisplayName("[REST2] A body of more than 1 MiB is 413, also one of ten and one whose length is not said")
  void tooLarge() throws Exception {
    String body = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
    assertProblem(server.post("/api/v1/sessions", body), 413, "too_large");
    byte[] ten = new byte[10 << 20];
    java.util.Arrays.fill(ten, (byte) ' ');
    assertProblem(server.send(server.to("/api/v1/auth/login").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(ten))), 413, "too_large");
    assertProblem(server.send(server.to("/api/v1/auth/login").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(ten)))), 413, "too_large");
  }

  @Test
  @DisplayName("[REST2] A body that is no UTF-8 is 422")
  void notUtf8() throws Exception {
    byte[] latin = "{\"name\":\"café\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(server.send(server.to("/api/v1/sessions").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(latin))), 422, "bad_message");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/api/v1/sessions/a%20b", "/api/v1/sessions/..x", "/api/v1/sessions/%3Cscript%3E", "/api/v1/history/a.b",
      "/api/v1/sessions/%27;DROP", "/api/v1/history/a%20b/full", "/api/v1/history/%C3%A9/metadata",
      "/api/v1/sessions/a%20b/events", "/api/v1/sessions/a%20b/at/1", "/api/v1/sessions/a%20b/participants"})
  @DisplayName("[REST31] An address with a name that cannot be one is 400")
  void badNames(String path) throws Exception {
    assertProblem(server.get(path), 400, "bad_message");
  }

  @Test
  @DisplayName("[REST31] Detours and nulls in an address lead nowhere")
  void detours() throws Exception {
    for (String path : List.of("/api/v1/sessions/../../io/tutti/launch/Launcher.class", "/io/tutti/launch/%4cauncher.class",
        "/api/v1/sessions/%2e%2e/%2e%2e/%2e%2e/io/tutti/launch/Launcher.class", "/x/../io/tutti/launch/Launcher.class",
        "/io;x=1/tutti/launch/Launcher.class", "//io/tutti/launch/Launcher.class", "/io/./tutti//launch/Launcher.class")) {
      String reply = raw("GET " + path + " HTTP/1.1");
      assertTrue(reply.startsWith("HTTP/1.1 404") || reply.startsWith("HTTP/1.1 400"), path + ": " + reply);
      assertFalse(reply.endsWith("class"), path + ": " + reply);
    }
    String nul = raw("GET /api/v1/sessions/a%00b HTTP/1.1");
    assertTrue(nul.startsWith("HTTP/1.1 400"), nul);
  }

  /** Sends a request line as it is: a client library would tidy it up. */
  private static String raw(String requestLine) throws Exception {
    URI root = server.to("/").build().uri();
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(
          (requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<Arguments> wrongNumbers() {
    server.join("numbered", "anon_n").leave();
    return Stream.of("/api/v1/sessions?limit=0", "/api/v1/sessions?limit=x", "/api/v1/sessions?limit=100000",
        "/api/v1/sessions/numbered/events?from=NaN", "/api/v1/sessions/numbered/events?to=1.5",
        "/api/v1/sessions/numbered/events?limit=-1", "/api/v1/history/numbered?start_seq=x",
        "/api/v1/history/numbered?end_seq=99999999999999999999", "/api/v1/sessions/numbered/at/x",
        "/api/v1/sessions/numbered/at/-1").map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("wrongNumbers")
  @DisplayName("[REST31] A number that is none, or out of its range, is 422 and named")
  void badNumbers(String path) throws Exception {
    var reply = server.get(path);
    assertProblem(reply, 422, "bad_message");
    assertEquals(2, ((List<?>) reply.objects("detail").get(0).get("loc")).size());
  }

  @Test
  @DisplayName("[REST1] What the routing refuses is a problem too: 404, 405 with Allow, 406, 415")
  void routing() throws Exception {
    var nothing = server.get("/api/v1/nothing");
    assertProblem(nothing, 404, "not_found");
    assertEquals("Not Found", nothing.json().get("detail"));
    var method = server.delete("/api/v1/auth/me");
    assertProblem(method, 405, "bad_message");
    assertEquals("Method Not Allowed", method.json().get("detail"));
    assertTrue(method.header("Allow").contains("GET"));
    assertProblem(server.send(server.to("/api/v1/sessions").header("Accept", "image/png")), 406, "bad_message");
    assertProblem(server.send(server.to("/api/v1/sessions").header("Content-Type", "text/plain")
        .POST(BodyPublishers.ofString("{}"))), 415, "bad_message");
    assertProblem(server.send(server.to("/api/v1/sessions").header("Content-Type", "not a type")
        .POST(BodyPublishers.ofString("{}"))), 400, "bad_message");
    assertProblem(server.send(server.to("/api/v1/sessions").header("Accept", "not a type")), 400, "bad_message");
    assertProblem(server.get("/api/application.wadl"), 404, "not_found");
  }

  @Test
  @DisplayName("[REST3] A broken journal is 503 unavailable and says nothing of why")
  void brokenJournal() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      own.journal.breakDown(true);
      for (String path : List.of("/api/v1/sessions", "/api/v1/sessions/x", "/api/v1/history/x", "/api/v1/sessions/x/at/3")) {
        var reply = own.get(path);
        assertProblem(reply, 503, "unavailable");
        assertFalse(reply.text().contains("secret"), reply.text());
      }
      assertProblem(own.post("/api/v1/sessions", "{}"), 503, "unavailable");
      assertProblem(own.delete("/api/v1/sessions/x"), 503, "unavailable");
      own.journal.breakDown(false);
      assertEquals(200, own.post("/api/v1/sessions", "{}").status());
    }
  }

  @Test
  @DisplayName("[REST3] What fails outside the routes is told no differently")
  void outside() throws Exception {
    var answer = new java.util.concurrent.atomic.AtomicReference<String>();
    var written = new java.io.ByteArrayOutputStream();
    var request = (jakarta.servlet.http.HttpServletRequest) java.lang.reflect.Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {jakarta.servlet.http.HttpServletRequest.class}, (proxy, method, args) -> null);
    var response = (jakarta.servlet.http.HttpServletResponse) java.lang.reflect.Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {jakarta.servlet.http.HttpServletResponse.class}, (proxy, method, args) ->
            switch (method.getName()) {
              case "isCommitted" -> false;
              case "getOutputStream" -> new Written(written);
              case "setContentType" -> {
                answer.set((String) args[0]);
                yield null;
              }
              default -> null;
            });
    new FailureFilter().doFilter(request, response, (in, out) -> {
      throw new IllegalStateException("secret-internals");
    });
    assertEquals(Problem.MEDIA_TYPE, answer.get());
    assertTrue(written.toString(StandardCharsets.UTF_8).contains("\"code\":\"internal\""));
    assertFalse(written.toString(StandardCharsets.UTF_8).contains("secret"));
  }

  private static final class Written extends jakarta.servlet.ServletOutputStream {
    private final java.io.OutputStream out;

    Written(java.io.OutputStream out) {
      this.out = out;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(jakarta.servlet.WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(int octet) throws java.io.IOException {
      out.write(octet);
    }
  }

  @Test
  @DisplayName("[REST3] A bug is 500 internal with the id of the incident, and nothing else")
  void bug() throws Exception {
    try (RestServer own = new RestServer(true, "")) {
      own.journal.goWrong(true);
      var reply = own.get("/api/v1/sessions");
      assertProblem(reply, 500, "internal");
      assertFalse(reply.text().contains("secret"), reply.text());
      assertTrue(((String) reply.json().get("detail")).matches("Something went wrong here \\(incident [0-9a-f-]{36}\\)"));
    }
  }
}
