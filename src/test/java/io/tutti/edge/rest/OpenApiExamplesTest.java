package io.tutti.edge.rest;

import static io.tutti.edge.rest.SchemaCheck.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the description, held against its schema and sent to the server. */
class OpenApiExamplesTest {

  private static final String PASSWORD = "correct horse battery";

  private static Map<String, Object> description;

  @BeforeAll
  static void read() throws Exception {
    try (RestServer server = new RestServer(true, "")) {
      description = server.get("/api/openapi.json").json();
    }
  }

  /** An operation of the description. */
  private record Operation(String verb, String path, Map<String, Object> told) {

    @Override
    public String toString() {
      return verb + " " + path;
    }

    Map<String, Object> content() {
      return object(object(told.get("requestBody")).get("content"));
    }

    boolean takesJson() {
      return content().keySet().stream().anyMatch(type -> type.endsWith("json"));
    }

    Object example() {
      return object(content().values().iterator().next()).get("example");
    }

    int success() {
      return object(told.get("responses")).keySet().stream().filter(status -> status.startsWith("2")).map(Integer::valueOf)
          .findFirst().orElseThrow();
    }
  }

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    object(description.get("paths")).forEach((path, verbs) ->
        object(verbs).forEach((verb, told) -> operations.add(new Operation(verb, path, object(told)))));
    return operations;
  }

  static List<Operation> taking() {
    return operations().stream().filter(Operation::takesJson).toList();
  }

  @Test
  @DisplayName("[REST30] Every example fits its schema, and every JSON body has one")
  void fits() {
    List<String> flaws = new ArrayList<>();
    int count = 0;
    for (Operation operation : operations()) {
      if (operation.takesJson() && operation.example() == null) {
        flaws.add(operation + " has no example of its body");
      }
      List<Map<String, Object>> contents = new ArrayList<>(List.of(operation.content()));
      object(operation.told().get("responses")).values().forEach(response ->
          contents.add(object(new SchemaCheck(description).resolved(object(response)).get("content"))));
      for (Map<String, Object> content : contents) {
        for (Map.Entry<String, Object> media : content.entrySet()) {
          Map<String, Object> told = object(media.getValue());
          if (told.containsKey("example") && media.getKey().endsWith("json")) {
            count++;
            flaws.addAll(new SchemaCheck(description).flaws(object(told.get("schema")), told.get("example"), operation.toString()));
          }
        }
      }
    }
    assertTrue(count > 60, "examples: " + count);
    assertEquals(List.of(), flaws);
  }

  @ParameterizedTest
  @MethodSource("taking")
  @DisplayName("[REST30] The server takes every example of a body")
  void taken(Operation operation) throws Exception {
    try (RestServer server = RestServer.withLogins(true, false, 100_000, 100_000)) {
      Scene scene = new Scene(server, new LinkedHashMap<>(object(operation.example())), operation);
      var reply = server.send(server.to(scene.path())
          .header("Authorization", "Bearer " + scene.token)
          .header("Content-Type", operation.content().keySet().iterator().next())
          .method(operation.verb().toUpperCase(java.util.Locale.ROOT), BodyPublishers.ofString(JsonText.write(scene.body))));
      assertEquals(operation.success(), reply.status(), reply.text());
      Map<String, Object> response = object(object(operation.told().get("responses")).get(String.valueOf(reply.status())));
      Map<String, Object> schema = object(object(object(response.get("content")).get("application/json")).get("schema"));
      assertEquals(List.of(), new SchemaCheck(description).flaws(schema, reply.json(), operation.toString()));
    }
  }

  /** Whom and what an example is about: an account with a team, its session and insight, and somebody else in each. */
  private static final class Scene {
    final String token;
    final Map<String, Object> body;
    private final RestServer server;
    private final Operation operation;
    private final String team;

    Scene(RestServer server, Map<String, Object> body, Operation operation) throws Exception {
      this.server = server;
      this.body = body;
      this.operation = operation;
      Object password = body.getOrDefault("current_password", body.getOrDefault("password", PASSWORD));
      String id = String.valueOf(operation.told().get("operationId"));
      boolean known = Set.of("login", "logIn").contains(id);
      this.token = registered(known ? body.get("email") : "ada@example.com", "ada", password, null);
      this.team = id.equals("createTeam") ? "" : (String) server.post("/api/teams", "{\"name\":\"Example\"}", token).json().get("id");
      server.post("/api/v1/sessions", "{\"session_id\":\"example\",\"visibility\":\"public\"}", token);
      if (body.containsKey("session_id")) {
        server.post("/api/v1/sessions", "{\"session_id\":\"" + body.get("session_id") + "\"}", token);
      }
      if (body.containsKey("token")) {
        body.put("token", server.post("/api/v1/auth/anonymous", "{}").json().get("token"));
      }
    }

    private String registered(Object email, String name, Object password, String asksFor) throws Exception {
      Map<String, Object> account = new LinkedHashMap<>(Map.of("email", email, "username", name, "password", password));
      if (asksFor != null) {
        account.put("team_name", asksFor);
      }
      var reply = server.post("/api/auth/register", JsonText.write(account));
      assertEquals(201, reply.status(), reply.text());
      return (String) reply.json().get("access_token");
    }

    /** The operation's path, with what there is in this scene in its braces. */
    String path() throws Exception {
      String path = operation.path();
      if (path.startsWith("/api/teams/")) {
        path = path.replace("{id}", team);
        return path.contains("{user}") ? path.replace("{user}", person(path.contains("/requests/"))) : path;
      }
      if (path.startsWith("/api/insights/")) {
        return path.replace("{id}",
            (String) server.post("/api/insights", "{\"title\":\"t\",\"content\":\"c\"}", token).json().get("id"));
      }
      path = path.replace("{id}", "example");
      if (path.contains("{user}")) {
        server.join("example", "guest");
        path = path.replace("{user}", "guest");
      }
      if (path.contains("{request}")) {
        String guest = (String) server.post("/api/v1/auth/anonymous", "{}").json().get("token");
        path = path.replace("{request}",
            (String) server.post("/api/v1/sessions/example/requests", "{}", guest).json().get("id"));
      }
      return path;
    }

    /** A member of the team, or somebody who asks to be one. */
    private String person(boolean asks) throws Exception {
      String someone = registered("sam@example.com", "sam", PASSWORD, asks ? "Example" : null);
      if (!asks) {
        return (String) server.post("/api/teams/" + team + "/members", "{\"email\":\"kit@example.com\",\"username\":\"kit\"}", token)
            .json().get("id");
      }
      return (String) server.get("/api/auth/me", someone).json().get("id");
    }
  }
}
