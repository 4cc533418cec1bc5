package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bad input gets the right answer, changes nothing, disturbs nobody and reveals nothing")
@ExtendWith(SharedServer.class)
@Timeout(60)
class BadInputIT {

  /** What only somebody who knows the inside could say. */
  private static final Pattern INTERNAL = Pattern.compile(
      "Exception|java\\.|javax\\.|jakarta\\.|io\\.tutti|org\\.|com\\.|\\tat |\\.java|\\(.*:\\d+\\)|/home/|/tmp/|null pointer", Pattern.CASE_INSENSITIVE);

  private final String session = "bad-" + UUID.randomUUID();
  private RunningServer server;
  private Client bystander;

  @BeforeEach
  void watch(RunningServer shared) {
    server = shared;
    bystander = Client.join(server, session, "Bystander");
  }

  @AfterEach
  void nothingHappened() {
    JsonObject state = bystander.state();
    JsonObject params = state.getJsonObject("params");
    assertEquals(List.of(0.569, 0.847, 0.0207), Stream.of("mu", "omega", "kappa")
        .map(name -> params.getJsonNumber(name).doubleValue()).toList());
    List<String> types = bystander.inbox().all().stream().map(Messages::type).distinct().toList();
    assertTrue(List.of("auth:success", "session:joined", "session:left", "session:state").containsAll(types), types.toString());
    bystander.close();
  }

  private static String update(String payload) {
    return "{\"type\":\"param:update\",\"payload\":" + payload + "}";
  }

  static Stream<Arguments> messages() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    return Stream.of(
        Arguments.of("half a message", "{\"type\":\"ping\"", "bad_message"),
        Arguments.of("nothing", "", "bad_message"),
        Arguments.of("blanks", "  \n ", "bad_message"),
        Arguments.of("an array", "[{\"type\":\"ping\"}]", "bad_message"),
        Arguments.of("trailing garbage", "{\"type\":\"ping\"} x", "bad_message"),
        Arguments.of("two messages", "{\"type\":\"ping\"}{\"type\":\"ping\"}", "bad_message"),
        Arguments.of("a key twice", "{\"type\":\"ping\",\"type\":\"auth\"}", "bad_message"),
        Arguments.of("a parameter twice", update("{\"mu\":0.6,\"mu\":0.61}"), "bad_message"),
        Arguments.of("no type", "{\"payload\":{}}", "bad_message"),
        Arguments.of("a type that is no text", "{\"type\":{\"a\":1}}", "bad_message"),
        Arguments.of("an unknown type", "{\"type\":\"<script>alert(1)</script>\"}", "unknown_type"),
        Arguments.of("a payload that is a text", update("\"mu=0.6\""), "bad_message"),
        Arguments.of("a payload that is a list", update("[0.6]"), "bad_message"),
        Arguments.of("no payload", "{\"type\":\"param:update\"}", "bad_message"),
        Arguments.of("deep nesting", update(deep), "bad_message"),
        Arguments.of("deep nesting of objects", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), "bad_message"),
        Arguments.of("NaN", update("{\"mu\":NaN}"), "bad_message"),
        Arguments.of("Infinity", update("{\"mu\":-Infinity}"), "bad_message"),
        Arguments.of("1e400", update("{\"mu\":1e400}"), "invalid_param"),
        Arguments.of("an exponent of a thousand million", update("{\"mu\":1e1000000000}"), "invalid_param"),
        Arguments.of("a million digits", update("{\"mu\":" + "9".repeat(900_000) + "}"), "invalid_param"),
        Arguments.of("out of range", update("{\"mu\":0.71}"), "invalid_param"),
        Arguments.of("a computed parameter", update("{\"beta\":0.2}"), "invalid_param"),
        Arguments.of("a good and a bad value", update("{\"mu\":0.6,\"omega\":\"1\"}"), "invalid_param"),
        Arguments.of("SQL in a parameter's name", update("{\"mu'; DROP TABLE session_events; --\":0.6}"), "invalid_param"),
        Arguments.of("HTML in a parameter's name", update("{\"<img src=x onerror=alert(1)>\":0.6}"), "invalid_param"),
        Arguments.of("an empty name", update("{\"\":0.6}"), "invalid_param"),
        Arguments.of("a prototype's name", update("{\"__proto__\":0.6}"), "invalid_param"),
        Arguments.of("an escaped lone surrogate", update("{\"\\ud800\":0.6}"), "bad_message"),
        Arguments.of("an escaped lone surrogate in the type", "{\"type\":\"\\udc00\"}", "bad_message"),
        Arguments.of("a NUL in the ref", "{\"type\":\"param:update\",\"ref\":\"\\u0000\",\"payload\":{\"mu\":0.6}}", "bad_message"),
        Arguments.of("an empty ref", "{\"type\":\"param:update\",\"ref\":\"\",\"payload\":{\"mu\":0.6}}", "bad_message"),
        Arguments.of("a long ref", "{\"type\":\"param:update\",\"ref\":\"" + "r".repeat(65) + "\",\"payload\":{\"mu\":0.6}}", "bad_message"),
        Arguments.of("a ref that is a number", "{\"type\":\"param:update\",\"ref\":1,\"payload\":{\"mu\":0.6}}", "bad_message"),
        Arguments.of("a negative baseSeq", update("{\"mu\":0.6,\"baseSeq\":-1}"), "bad_message"),
        Arguments.of("a baseSeq of a half", update("{\"mu\":0.6,\"baseSeq\":0.5}"), "bad_message"),
        Arguments.of("a resolution of nothing", "{\"type\":\"conflict:resolved\",\"payload\":{}}", "bad_message"),
        Arguments.of("an unknown strategy", "{\"type\":\"conflict:resolved\",\"payload\":{\"param\":\"mu\",\"resolvedValue\":0.6,"
            + "\"strategy\":\"mine\"}}", "bad_message"),
        Arguments.of("a resolution of an unknown parameter",
            "{\"type\":\"conflict:resolved\",\"payload\":{\"param\":\"no\",\"resolvedValue\":0.6}}", "invalid_param"),
        Arguments.of("a resolution with a text", "{\"type\":\"conflict:resolved\",\"payload\":{\"param\":\"mu\","
            + "\"resolvedValue\":\"0.6\"}}", "invalid_param"),
        Arguments.of("a role that is none", "{\"type\":\"participant:role\",\"payload\":{\"userId\":\"x\",\"role\":\"king\"}}", "bad_message"),
        Arguments.of("a role by an editor", "{\"type\":\"participant:role\",\"payload\":{\"userId\":\"x\",\"role\":\"viewer\"}}", "forbidden"),
        Arguments.of("a removal by an editor", "{\"type\":\"participant:kick\",\"payload\":{\"userId\":\"x\"}}", "forbidden"),
        Arguments.of("a second auth", "{\"type\":\"auth\",\"payload\":{\"token\":\"anonymous\"}}", "bad_message"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("messages")
  @DisplayName("[ERR1] [ERR2] [PAR2] [NAME2] [JOIN17] a bad message is answered, and its sender goes on")
  void badMessage(String what, String text, String code) {
    Client sender = Client.join(server, session, "Sender");
    sender.sendText(text);
    JsonObject error = sender.inbox().next("error");
    assertEquals(code, Messages.code(error), error.toString());
    assertTrue(Messages.payload(error).getString("message").length() > 5, error.toString());
    assertEquals(false, INTERNAL.matcher(Messages.payload(error).getString("message")).find(), error.toString());
    assertTrue(error.toString().length() < 600, "what was sent is not sent back at length");
    sender.ask(Messages.message("ping"), "pong");
    sender.close();
  }

  static Stream<Arguments> frames() {
    byte[] megabytes = new byte[10 << 20];
    java.util.Arrays.fill(megabytes, (byte) ' ');
    return Stream.of(
        Arguments.of("a binary frame", RawClient.BINARY, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8), 1003),
        Arguments.of("10 MB of text", RawClient.TEXT, megabytes, 1009),
        Arguments.of("10 MB of bytes", RawClient.BINARY, megabytes, 1003),
        Arguments.of("a lone surrogate in UTF-8", RawClient.TEXT, new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, 1007),
        Arguments.of("bytes that are no UTF-8", RawClient.TEXT, new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}, 1007),
        Arguments.of("an overlong slash", RawClient.TEXT, new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}, 1007),
        Arguments.of("a reserved kind of frame", 3, new byte[] {1}, 1002));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("frames")
  @DisplayName("[ENV13] [ERR9] a frame that can be no message closes its own connection with the code that says why")
  void badFrame(String what, int opcode, byte[] payload, int code) {
    for (boolean joined : new boolean[] {true, false}) {
      try (RawClient sender = joined ? RawClient.join(server, session, "Sender") : RawClient.connect(server, session)) {
        sender.send(opcode, payload);
        assertEquals(code, sender.awaitClose(), joined ? "after auth" : "before auth");
      }
    }
  }

  @Test
  @DisplayName("[ENV13] a message of exactly the limit is read, one byte more is too large")
  void sizeLimit() {
    int limit = Client.join(server, session, "Sender").welcome().getJsonObject("limits").getInt("maxMessageBytes");
    sizeLimit(RawClient.join(server, session, "Large"), limit);
  }

  @Test
  @DisplayName("[JOIN24] who has not said who it is may say less at once")
  void sizeLimitOfStrangers() {
    sizeLimit(RawClient.connect(server, session), 32 << 10);
  }

  private static void sizeLimit(RawClient sender, int limit) {
    String head = "{\"type\":\"ping\",\"x\":\"";
    String exact = head + "é".repeat((limit - head.length() - 2) / 2);
    exact += "x".repeat(limit - 2 - exact.getBytes(StandardCharsets.UTF_8).length) + "\"}";
    assertEquals(limit, exact.getBytes(StandardCharsets.UTF_8).length);
    try (RawClient client = sender) {
      client.sendText(exact);
      assertTrue(client.read().text().contains("\"pong\""));
      client.sendText(exact + " ");
      assertEquals(1009, client.awaitClose());
    }
  }

  @Test
  @DisplayName("[ERR2] the hundredth malformed message within a minute closes the connection with 1008")
  void hundredMalformed() {
    Client sender = Client.join(server, session, "Sender");
    for (int i = 0; i < 99; i++) {
      assertEquals("bad_message", sender.refusal("{"));
    }
    sender.ask(Messages.message("ping"), "pong");
    sender.sendText("{");
    assertEquals(1008, sender.awaitClose());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/session/connect/../../../etc/passwd, 404",
    "/api/v1/session/connect/..%2f..%2fetc%2fpasswd, 400",
    "/api/v1/session/connect/%2e%2e%2fx, 400",
    "/api/v1/session/connect/a%00b, 400",
    "/api/v1/session/connect/a;jsessionid=1, 400",
    "/api/v1/session/connect/a%3Bb, 400",
    "/api/v1/session/connect/a%20b, 400",
    "/api/v1/session/connect/a'%20OR%20'1'='1, 400",
    "/api/v1/session/connect/%3Cscript%3E, 400",
    "/api/v1/session/connect/%c3%a9, 400",
    "/api/v1/session/connect/%ff, 400",
    "/api/v1/session/connect/a.b, 400",
    "/api/v1/session/connect/, 400"
  })
  @DisplayName("[NAME1] an address whose session id is none is refused before the handshake")
  void badId(String path, int status) {
    assertEquals(status, RawClient.handshakeStatus(server, path));
  }

  @Test
  @DisplayName("[NAME1] ids of 64 characters are sessions, of 65 they are none")
  void longId() {
    String prefix = UUID.randomUUID() + "_";
    assertEquals(101, RawClient.handshakeStatus(server, "/api/v1/session/connect/" + prefix + "x".repeat(64 - prefix.length())));
    assertEquals(400, RawClient.handshakeStatus(server, "/api/v1/session/connect/" + prefix + "x".repeat(65 - prefix.length())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'; DROP TABLE session_participants; --", "<img src=x onerror=alert(1)>", "😀 é 名前", "\\u0022}\\\\"})
  @DisplayName("[NAME3] SQL, HTML and any script are names like others: they come back letter by letter, also from storage")
  void names(String name) {
    try (Client odd = Client.join(server, session, name)) {
      JsonObject user = Messages.payload(bystander.inbox().next("session:joined")).getJsonObject("user");
      assertEquals(name, user.getString("name"));
      assertTrue(Web.get(server, "/api/v1/sessions/" + session + "/events?type=session:joined").object().getJsonArray("events")
          .stream().anyMatch(event -> event.asJsonObject().getJsonObject("payload").getJsonObject("user").getString("name").equals(name)));
      odd.ask(Messages.message("ping"), "pong");
    }
  }

  @Test
  @DisplayName("[NAME3] [JOIN4] names and client ids that cannot be are refused, and the connection may try again")
  void badNames() {
    Client client = Client.connect(server, session);
    for (String payload : List.of("{\"name\":\"a\\u0000b\"}", "{\"name\":\"" + "n".repeat(81) + "\"}", "{\"name\":7}",
        "{\"name\":\"\\ud800\"}", "{\"clientId\":\"\"}", "{\"clientId\":\"" + "c".repeat(65) + "\"}", "{\"clientId\":\"a\\nb\"}",
        "{\"lastSeenSeq\":-1}", "{\"lastSeenSeq\":\"1\"}", "{\"lastSeenSeq\":1e300}", "{\"token\":{}}",
        "{\"token\":\"" + "t".repeat(9_000) + "\"}")) {
      assertEquals("bad_message", client.refusal("{\"type\":\"auth\",\"payload\":" + payload + "}"), payload);
    }
    client.ask(Messages.message("auth", Json.createObjectBuilder().add("name", "  ").add("color", "red;background:url(x)").build()),
        "auth:success");
    JsonObject user = client.welcome().getJsonArray("users").stream().map(JsonObject.class::cast)
        .filter(other -> other.getString("id").equals(client.userId())).findFirst().orElseThrow();
    assertTrue(user.getString("name").startsWith("User "), user.toString());
    assertEquals("#8b5cf6", user.getString("color"));
    client.close();
  }

  @Test
  @DisplayName("[REST1] HTTP refuses what it cannot read with a problem that reveals nothing")
  void http() {
    for (String path : List.of("/api/v1/sessions/a.b", "/api/v1/sessions/%00", "/api/v1/sessions/x/at/1e9", "/api/v1/history/%3Cx%3E",
        "/api/v1/sessions/..%2f..%2f", "/api/v1/sessions/none/events?from=x", "/api/v1/nothing/at/all", "/WEB-INF/web.xml",
        "/io/tutti/launch/Launcher.class", "/api/v1/session/connect/" + session)) {
      Web.Reply reply = Web.get(server, path);
      assertTrue(reply.status() >= 400 && reply.status() < 500, path + " " + reply);
      assertEquals(false, INTERNAL.matcher(reply.text()).find(), path + " " + reply);
    }
    for (String body : List.of("{", "[]", "{\"schema\":{\"parameters\":7}}", "{\"name\":\"\\ud800\"}", "[".repeat(10_000))) {
      Web.Reply reply = Web.post(server, "/api/v1/sessions", body);
      assertEquals(422, reply.status(), reply.toString());
      assertEquals(false, INTERNAL.matcher(reply.text()).find(), reply.toString());
    }
  }
}
