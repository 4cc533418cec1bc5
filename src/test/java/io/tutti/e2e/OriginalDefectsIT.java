package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("What the original got wrong is absent")
@ExtendWith(SharedServer.class)
@Timeout(60)
class OriginalDefectsIT {

  private final String session = "d-" + UUID.randomUUID();
  private final java.util.Deque<Client> clients = new java.util.ArrayDeque<>();
  private RunningServer server;

  @BeforeEach
  void use(RunningServer shared) {
    server = shared;
  }

  @AfterEach
  void leave() {
    clients.forEach(Client::close);
  }

  private Client joinAs(String token) {
    Client client = Client.joinAs(server, session, token);
    clients.push(client);
    return client;
  }

  private Client join(String name) {
    return joinAs(Web.token(server, name));
  }

  private Client connect() {
    Client client = Client.connect(server, session);
    clients.push(client);
    return client;
  }

  @Test
  @DisplayName("[TRI1] [PAR5] one's own quick changes never conflict with oneself, from one connection or two")
  void ownChanges() {
    String token = Web.token(server, "Ada");
    Client first = joinAs(token);
    Client second = joinAs(token);
    for (int i = 0; i < 40; i++) {
      (i % 2 == 0 ? first : second).send(Messages.update("mu", 0.5 + i / 1000.0));
    }
    first.state();
    second.state();
    for (Client client : List.of(first, second)) {
      assertTrue(client.inbox().all().stream().noneMatch(message -> Messages.type(message).startsWith("conflict:")));
      assertEquals(List.of(), Numbering.faults(client.inbox().all()));
    }
  }

  @Test
  @DisplayName("[TRI3] [CON2] the one named is who wrote the value, though others are here and the writer has left")
  void author() {
    join("Ada");
    Client ben = join("Ben");
    Client cid = join("Cid");
    String author = cid.userId();
    cid.ask(Messages.update("mu", 0.66), "ack");
    cid.close();
    ben.inbox().next("session:left");
    JsonObject question = Messages.payload(ben.ask(Messages.update("mu", 0.52), "conflict:detected"));
    assertEquals(author, question.getString("theirUserId"));
    assertEquals(0.66, question.getJsonNumber("theirValue").doubleValue());
    Client ada = join("Ada");
    ben.send(Messages.message("conflict:resolved", Json.createObjectBuilder()
        .add("param", "mu").add("resolvedValue", 0.52).add("strategy", "yours").build()));
    ada.inbox().next("param:broadcast");
    JsonObject asked = Messages.payload(ada.ask(Messages.update("mu", 0.6), "conflict:detected"));
    assertEquals("Ben", asked.getString("theirUserName"));
    assertEquals(ben.userId(), asked.getString("theirUserId"));
  }

  @Test
  @DisplayName("[TRI4] no invalid value or name is stored or broadcast, and the session can be joined afterwards")
  void invalidValues() {
    Client ada = join("Ada");
    Client ben = join("Ben");
    for (String payload : List.of("{\"mu\":99}", "{\"mu\":\"x\"}", "{\"zeta\":1}", "{\"beta\":0.2}", "{\"mu\":null}",
        "{\"mu\":0.6,\"omega\":99}", "{\"mu\":[0.6]}", "{\"mu\":1e400}")) {
      assertEquals("invalid_param", ada.refusal("{\"type\":\"param:update\",\"payload\":" + payload + "}"), payload);
    }
    ben.state();
    assertTrue(ben.inbox().all().stream().noneMatch(message -> Messages.type(message).equals("param:broadcast")));
    JsonObject params = join("Cid").welcome().getJsonObject("currentState").getJsonObject("params");
    assertEquals(0.569, params.getJsonNumber("mu").doubleValue());
    assertEquals(0.847, params.getJsonNumber("omega").doubleValue());
    assertEquals(4, params.size(), params.toString());
  }

  @Test
  @DisplayName("[TRI5] after a bad frame the connection hears and speaks on; nobody is told that its user left")
  void badFrames() {
    Client ada = join("Ada");
    Client ben = join("Ben");
    for (String bad : List.of("{\"type\":", "[]", "7", "\"x\"", "null", "", "{\"type\":\"param:update\"}", "{\"type\":3}")) {
      assertEquals("bad_message", ada.refusal(bad), bad);
    }
    ada.ask(Messages.message("ping"), "pong");
    ben.ask(Messages.update("omega", 1.1), "ack");
    assertEquals(1.1, Messages.param(ada.inbox().next("param:broadcast"), "omega"));
    assertTrue(ben.inbox().all().stream().noneMatch(message -> Messages.type(message).equals("session:left")));
  }

  @Test
  @DisplayName("[TRI6] [TRI7] [ERR3] [ENV15] before auth nothing is shown, everything is answered, and ping works")
  void beforeAuth() {
    Client ada = join("Ada");
    Client stranger = connect();
    for (String type : List.of("session:resync", "param:update", "conflict:resolved", "no:such")) {
      JsonObject payload = type.equals("conflict:resolved")
          ? Json.createObjectBuilder().add("param", "mu").add("resolvedValue", 0.6).build() : JsonValue.EMPTY_JSON_OBJECT;
      JsonObject refusal = stranger.ask(Messages.message(type, payload), "error");
      assertEquals("unauthenticated", Messages.code(refusal), type);
    }
    stranger.ask(Messages.message("ping"), "pong");
    ada.ask(Messages.update("mu", 0.6), "ack");
    stranger.ask(Messages.message("ping"), "pong");
    assertTrue(stranger.inbox().all().stream().allMatch(
        message -> List.of("error", "pong").contains(Messages.type(message))), stranger.inbox().toString());
  }

  @Test
  @DisplayName("[TRI8] [JOIN1] the word anonymous as a token lets a fresh browser in, as does no token")
  void anonymous() {
    for (String token : new String[] {"anonymous", null}) {
      Client client = connect();
      String name = token == null ? "Eve" : "Ida";
      JsonObject welcome = Messages.payload(client.ask(Messages.auth(token, name), "auth:success"));
      assertTrue(welcome.getBoolean("anonymous"));
      assertEquals(name, welcome.getJsonArray("users").getJsonObject(welcome.getJsonArray("users").size() - 1).getString("name"));
    }
  }

  @Test
  @DisplayName("[TRI9] [REST23] GET auth/verify tells a good token from a bad one")
  void verify() {
    String token = Web.token(server, "Ada");
    assertEquals("Ada", Web.get(server, "/api/v1/auth/verify?token=" + token).object().getString("username"));
    assertEquals(401, Web.get(server, "/api/v1/auth/verify?token=" + token + "x").status());
  }

  @Test
  @DisplayName("[TRI10] [REST17] [REST18] history/active lists sessions; metadata names only who is here")
  void history() {
    Client ada = join("Ada");
    String token = Web.token(server, "Ben");
    Client ben = joinAs(token);
    ada.close();
    ben.inbox().next("session:left");
    assertTrue(Web.get(server, "/api/v1/history/active", "Authorization", "Bearer " + token).json().asJsonArray().stream()
        .anyMatch(id -> id.equals(Json.createValue(session))));
    JsonObject metadata = Web.get(server, "/api/v1/history/" + session + "/metadata").object();
    assertEquals(1, metadata.getInt("user_count"));
    assertEquals("Ben", metadata.getJsonArray("users").getJsonObject(0).getString("name"));
  }

  @Test
  @DisplayName("[TRI11] [JOIN6] [JOIN9] [JOIN17] two tabs are one participant; a second auth leaves no ghost")
  void twoTabs() {
    Client ada = join("Ada");
    String token = Web.token(server, "Ben");
    Client tab = joinAs(token);
    Client otherTab = joinAs(token);
    tab.ask(Messages.auth(Web.token(server, "Ghost"), null), "auth:failed");
    tab.close();
    otherTab.ask(Messages.update("mu", 0.6), "ack");
    ada.inbox().next("param:broadcast");
    otherTab.close();
    ada.inbox().next("session:left");
    ada.state();
    List<String> types = ada.inbox().all().stream().map(Messages::type).toList();
    assertEquals(List.of("auth:success", "session:joined", "param:broadcast", "session:left", "session:state"), types);
    assertEquals(1, ada.state().getJsonArray("users").size());
  }

  @Test
  @DisplayName("[TRI12] [ENV4] joins and leaves while others write break nobody's connection and no numbering")
  void comingAndGoing() {
    Client ada = join("Ada");
    Client ben = join("Ben");
    for (int i = 0; i < 60; i++) {
      Client passing = Client.connect(server, session);
      passing.send(Messages.auth(null, "Passing " + i));
      ada.send(Messages.update("mu", 0.5 + i / 1000.0));
      ben.send(Messages.update("omega", 0.6 + i / 1000.0));
      if (i % 2 == 0) {
        passing.abort();
      } else {
        passing.close();
      }
    }
    for (Client client : List.of(ada, ben)) {
      client.state();
      assertEquals(List.of(), Numbering.faults(client.inbox().all()));
      long acknowledged = client.inbox().all().stream().filter(message -> Messages.type(message).equals("ack")).count();
      assertEquals(60, acknowledged);
    }
  }

  @Test
  @DisplayName("[TRI13] [REST21] nobody logs in without an account")
  void login() {
    assertEquals(401, Web.post(server, "/api/v1/auth/login", "{\"email\":\"kim@example.com\",\"password\":\"x\"}").status());
  }

  @Test
  @DisplayName("[TRI14] [REST8] a session made over REST is known to REST at once")
  void madeOverRest() {
    String id = Web.session(server, JsonValue.EMPTY_JSON_OBJECT);
    JsonObject told = Web.get(server, "/api/v1/sessions/" + id).object();
    assertEquals(0, told.getInt("user_count"));
    assertEquals(0.569, told.getJsonObject("state").getJsonNumber("mu").doubleValue());
  }

  @Test
  @DisplayName("[TRI15] [ENV2] [ENV3] auth:success, conflict:detected and session:state carry seq and timestamp")
  void numbersAndTimes() {
    Client ada = join("Ada");
    Client ben = join("Ben");
    ada.ask(Messages.update("mu", 0.6), "ack");
    ben.ask(Messages.update("mu", 0.55), "conflict:detected");
    ben.state();
    List<String> wanted = List.of("auth:success", "conflict:detected", "session:state");
    List<JsonObject> answers = ben.inbox().all().stream().filter(message -> wanted.contains(Messages.type(message))).toList();
    assertEquals(wanted, answers.stream().map(Messages::type).toList());
    for (JsonObject answer : answers) {
      assertTrue(Messages.seq(answer) > 0, answer.toString());
      assertTrue(answer.getString("timestamp").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), answer.toString());
    }
    assertFalse(ben.inbox().isClosed());
  }
}
