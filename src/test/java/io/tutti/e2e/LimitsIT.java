package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A strict server: little time, few messages, known sessions, its own tokens, one foreign page")
@Timeout(60)
class LimitsIT {

  private static final String SECRET = "a secret that only this test and its server know";
  private static final String AUDIENCE = "tutti-test";
  private static final String PAGE = "https://app.example.org";
  private static final int BURST = 30;
  private static RunningServer server;

  private String session = "";

  @BeforeAll
  static void start() {
    server = ServerSetup.empty("strict").with("AUTOCREATE", "off").with("AUTH_TIMEOUT_MS", "700")
        .with("MESSAGES_PER_SECOND", "20").with("MESSAGE_BURST", Integer.toString(BURST)).with("FRONTEND_URL", PAGE)
        .with("JWT_SECRET", SECRET).with("JWT_AUDIENCE", AUDIENCE).with("ENV", "production").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeSession() {
    session = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
  }

  // ---- tokens ----

  static Stream<Arguments> badTokens() {
    long now = Instant.now().getEpochSecond();
    String good = SignedToken.of(SECRET, "kim", AUDIENCE);
    return Stream.of(
        Arguments.of("forged", SignedToken.of("another secret of sufficient length for HMAC", "kim", AUDIENCE)),
        Arguments.of("expired", SignedToken.of(SECRET, "HS256", "kim", AUDIENCE, claims -> claims.add("exp", now - 1))),
        Arguments.of("without an end", SignedToken.of(SECRET, "HS256", "kim", AUDIENCE, claims -> claims.addNull("exp"))),
        Arguments.of("not yet valid", SignedToken.of(SECRET, "HS256", "kim", AUDIENCE, claims -> claims.add("nbf", now + 600))),
        Arguments.of("unsigned", SignedToken.of(SECRET, "none", "kim", AUDIENCE, claims -> claims)),
        Arguments.of("of another algorithm", SignedToken.of(SECRET, "HS384", "kim", AUDIENCE, claims -> claims)),
        Arguments.of("for another audience", SignedToken.of(SECRET, "kim", "elsewhere")),
        Arguments.of("with claims that disagree",
            SignedToken.of(SECRET, "HS256", "kim", AUDIENCE, claims -> claims.add("sub", "somebody else"))),
        Arguments.of("of a signed-in person with an anonymous one's id", SignedToken.of(SECRET, "anon_0123456789ab", AUDIENCE)),
        Arguments.of("without a name", SignedToken.of(SECRET, "HS256", "kim", AUDIENCE, claims -> claims.addNull("username"))),
        Arguments.of("with a name that can be none",
            SignedToken.of(SECRET, "HS256", "kim", AUDIENCE, claims -> claims.add("username", "a\u0000b"))),
        Arguments.of("with its signature cut off", good.substring(0, good.lastIndexOf('.') + 1)),
        Arguments.of("with one letter changed", good.substring(0, 40) + (good.charAt(40) == 'A' ? 'B' : 'A') + good.substring(41)),
        Arguments.of("no token", "a.b.c"),
        Arguments.of("empty", ""),
        Arguments.of("of blanks", " "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  @DisplayName("[JOIN3] [TOK2] [TOK3] [TOK4] [TOK5] [TOK6] a token that is not good is refused, and a good one may follow")
  void badToken(String what, String token) {
    Client client = Client.connect(server, session);
    JsonObject refusal = Messages.payload(client.ask(Messages.auth(token, null), "auth:failed"));
    assertEquals("Invalid or missing authentication token", refusal.getString("error"));
    JsonObject welcome = Messages.payload(client.ask(Messages.auth(SignedToken.of(SECRET, "kim", AUDIENCE), "Ignored"), "auth:success"));
    assertEquals("kim", welcome.getString("userId"));
    assertEquals("Somebody", welcome.getJsonArray("users").getJsonObject(0).getString("name"));
    client.close();
    if (!token.isBlank()) {
      assertEquals(401, Web.get(server, "/api/v1/sessions", "Authorization", "Bearer " + token).status());
    }
  }

  @Test
  @DisplayName("[JOIN1] the token of the handshake counts where auth brings none")
  void tokenOfTheHandshake() {
    String token = SignedToken.of(SECRET, "kim", AUDIENCE);
    URI address = server.session(session);
    for (Client client : List.of(Client.connect(URI.create(address + "?token=" + token)),
        Client.connect(address, "Authorization", "Bearer " + token))) {
      client.send(Messages.auth(null, null));
      client.inbox().next("auth:success");
      assertEquals("kim", client.userId());
      client.close();
    }
    Client refused = Client.connect(URI.create(address + "?token=x"));
    refused.ask(Messages.auth(null, null), "auth:failed");
    refused.close();
  }

  // ---- time ----

  @Test
  @DisplayName("[JOIN3] [TRI6] who says nothing in time is closed with 4408")
  void noAuthInTime() {
    Client client = Client.connect(server, session);
    client.ask(Messages.message("ping"), "pong");
    assertEquals(4408, client.awaitClose());
  }

  @Test
  @DisplayName("[JOIN3] who was refused and is out of time is closed with 4401")
  void refusedInTime() {
    Client client = Client.connect(server, session);
    client.ask(Messages.auth("a.b.c", null), "auth:failed");
    assertEquals(4401, client.awaitClose());
  }

  @Test
  @DisplayName("[JOIN3] who is in stays in when the time for auth is over")
  void inForGood() {
    Client in = Client.join(server, session, "Ada");
    Client late = Client.connect(server, session);
    assertEquals(4408, late.awaitClose());
    in.ask(Messages.message("ping"), "pong");
    in.close();
  }

  // ---- sessions ----

  @Test
  @DisplayName("[JOIN13] an unknown session is closed with 4404 where joining makes none")
  void unknownSession() {
    Client client = Client.connect(server, "nobody-made-me");
    client.send(Messages.auth(null, "Ada"));
    assertEquals(4404, client.awaitClose());
    assertEquals(404, Web.get(server, "/api/v1/sessions/nobody-made-me").status());
  }

  @Test
  @DisplayName("[JOIN15] [REST14] [TRI13] only a host deletes the session of somebody signed in; everybody in it is closed with 4410")
  void deletion() {
    String host = "Bearer " + SignedToken.of(SECRET, "host", AUDIENCE);
    String other = "Bearer " + SignedToken.of(SECRET, "other", AUDIENCE);
    String owned = Web.session(server, JsonValue.EMPTY_JSON_OBJECT, "Authorization", host);
    Client ada = Client.join(server, owned, "Ada");
    assertEquals(401, Web.delete(server, "/api/v1/sessions/" + owned).status());
    assertEquals(403, Web.delete(server, "/api/v1/sessions/" + owned, "Authorization", other).status());
    assertEquals(401, Web.delete(server, "/api/v1/history/" + owned).status());
    assertEquals(403, Web.delete(server, "/api/v1/history/" + owned, "Authorization", other).status());
    ada.ask(Messages.message("ping"), "pong");
    assertEquals(200, Web.delete(server, "/api/v1/sessions/" + owned, "Authorization", host).status());
    assertEquals(4410, ada.awaitClose());
    assertEquals(410, Web.get(server, "/api/v1/sessions/" + owned).status());
    Client again = Client.connect(server, owned);
    again.send(Messages.auth(null, "Ada"));
    assertEquals(4410, again.awaitClose());
  }

  @Test
  @DisplayName("[ROLE5] who is removed is closed with 4403 on every connection, and the others see it")
  void removal() {
    String host = SignedToken.of(SECRET, "host", AUDIENCE);
    String owned = Web.session(server, JsonValue.EMPTY_JSON_OBJECT, "Authorization", "Bearer " + host);
    Client first = Client.joinAs(server, owned, SignedToken.of(SECRET, "kim", AUDIENCE));
    Client second = Client.joinAs(server, owned, SignedToken.of(SECRET, "kim", AUDIENCE));
    Client boss = Client.joinAs(server, owned, host);
    boss.send(Messages.message("participant:kick", Json.createObjectBuilder().add("userId", "kim").build()));
    assertEquals(4403, first.awaitClose());
    assertEquals(4403, second.awaitClose());
    assertTrue(Web.get(server, "/api/v1/sessions/" + owned + "/events?type=session:left").object().getJsonArray("events")
        .getJsonObject(0).getJsonObject("payload").getBoolean("kicked"));
    boss.close();
  }

  // ---- rates ----

  @Test
  @DisplayName("[ERR4] who sends too fast is told how long to wait; nobody else is slowed, and it goes on afterwards")
  void rateLimit() {
    Client fast = Client.join(server, session, "Fast");
    Client calm = Client.join(server, session, "Calm");
    for (int i = 0; i < 3 * BURST; i++) {
      fast.send(Messages.message("ping"));
    }
    JsonObject refusal = Messages.payload(
        fast.inbox().next("rate_limited", message -> Messages.code(message).equals("rate_limited")));
    int wait = refusal.getInt("retryAfterMs");
    assertTrue(wait >= 1 && wait <= 1_000, refusal.toString());
    calm.ask(Messages.message("ping"), "pong");
    fast.inbox().awaitCount(1 + 3 * BURST);
    long answered = fast.inbox().all().stream().filter(message -> Messages.type(message).equals("pong")).count();
    assertTrue(answered >= BURST - 1 && answered < 3 * BURST, answered + " of " + 3 * BURST + " pings were answered");
    assertTrue(isAnswered(fast, Duration.ofSeconds(10)), "nothing is answered any more");
    fast.close();
    calm.close();
  }

  /** Pings until one is answered by a pong: a refused one costs nothing. */
  private static boolean isAnswered(Client client, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      int before = client.inbox().all().size();
      client.send(Messages.message("ping"));
      client.inbox().awaitCount(before + 1);
      if (Messages.type(client.inbox().all().get(before)).equals("pong")) {
        return true;
      }
    }
    return false;
  }

  // ---- origins ----

  @ParameterizedTest
  @CsvSource({
    "https://evil.example.org, 403", "https://app.example.org.evil.org, 403", "http://app.example.org, 403", "null, 403",
    "https://app.example.org:444, 403", "file://, 403", "not an address, 403", "https://app.example.org, 101"
  })
  @DisplayName("a page of another origin than the configured one may not connect")
  void origin(String origin, int status) {
    assertEquals(status, Client.handshakeStatus(server.session(session), "Origin", origin));
  }

  @Test
  @DisplayName("the server's own page and programs without an origin may connect")
  void ownOrigin() {
    assertEquals(101, Client.handshakeStatus(server.session(session), "Origin", "http://127.0.0.1:" + server.port()));
    assertEquals(101, Client.handshakeStatus(server.session(session)));
  }

  @Test
  @DisplayName("[CE17] ten operations of collab-engine count as one message: 1,500 need six seconds at 20 messages a second")
  void operations() {
    try (CollabClient writer = CollabClient.open(server, session, "w")) {
      for (int n = 1; n <= 1_500; n++) {
        writer.send("m" + n, CollabClient.ins(n == 1 ? CollabClient.ROOT : CollabClient.id(n - 1, "w"), CollabClient.id(n, "w"), "x"));
      }
      writer.echo("m1500");
      assertEquals(1_500, writer.echoes().size());
    }
  }
}
