package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What the LLM Session Manager was asked and answered, asked again. Tokens and ids are this server's own; where a recorded answer
 * shows a defect of the original, what is expected instead stands here.
 */
class AccountTranscriptTest {

  private static final Path RECORDING = Path.of("src/test/resources/wire/llm-session-manager/rest-auth.jsonl");

  private String token = "";

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> in, String name) {
    return (Map<String, Object>) in.get(name);
  }

  @Test
  @DisplayName("[ACC1] [ACC7] [ACC8] [ACC12] [ACC13] The recorded conversation goes as recorded, but that logging out ends the token")
  void replay() throws Exception {
    int asked = 0;
    try (RestServer server = new RestServer(true, "")) {
      for (String line : Files.readAllLines(RECORDING)) {
        Map<String, Object> data = object(JsonText.readObject(line), "data");
        Map<String, Object> request = object(data, "request");
        Map<String, Object> recorded = object(data, "response");
        var reply = ask(server, request);
        String what = request.get("method") + " " + request.get("path") + ": " + reply.text();
        assertEquals(recorded.get("status"), (long) reply.status(), what);
        assertEquals(recorded.getOrDefault("www_authenticate", ""), reply.header("WWW-Authenticate"), what);
        assertAlike(object(recorded, "body"), reply.json(), what);
        asked++;
        if (reply.json().get("access_token") instanceof String given) {
          token = given;
        }
        if (request.get("path").equals("/api/auth/logout")) {
          assertEquals(401, server.get("/api/auth/me", token).status(), "the original's token goes on");
          token = (String) server.post("/api/auth/login", login(request)).json().get("access_token");
        }
      }
    }
    assertEquals(14, asked);
  }

  private static String login(Map<String, Object> logout) {
    assertTrue(logout.containsKey("authorization"));
    return "{\"email\":\"recmwpo53on@example.com\",\"password\":\"password-1\"}";
  }

  private RestServer.Reply ask(RestServer server, Map<String, Object> request) throws Exception {
    var builder = server.to((String) request.get("path"));
    if (request.get("authorization") instanceof String shown) {
      builder.header("Authorization", shown.equals("Bearer bad") ? shown : "Bearer " + token);
    }
    Object body = request.get("body");
    if (body != null) {
      builder.header("Content-Type", "application/json");
    }
    return server.send(builder.method((String) request.get("method"),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JsonText.write(object(request, "body")))));
  }

  /** Every recorded member is there and, but for ids, tokens and what a validator echoes, has the recorded value. */
  private static void assertAlike(Map<String, Object> recorded, Map<String, Object> answered, String what) {
    recorded.forEach((name, value) -> {
      assertTrue(answered.containsKey(name), name + " of " + what);
      switch (name) {
        case "access_token", "id", "user_id", "team_id" ->
            assertEquals(value == null, answered.get(name) == null, name + " of " + what);
        case "user" -> assertAlike(object(recorded, name), object(answered, name), what);
        case "detail" -> assertEquals(detail(value), detail(answered.get(name)), what);
        default -> assertEquals(value, answered.get(name), name + " of " + what);
      }
    });
  }

  @SuppressWarnings("unchecked")
  private static Object detail(Object detail) {
    if (!(detail instanceof List<?> entries)) {
      return detail;
    }
    List<Object> plain = new ArrayList<>();
    for (Object entry : entries) {
      Map<String, Object> named = new LinkedHashMap<>((Map<String, Object>) entry);
      named.remove("input");
      plain.add(named);
    }
    return plain;
  }
}
