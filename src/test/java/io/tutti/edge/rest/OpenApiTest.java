package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.llmsession.StatsServlet;
import io.tutti.identity.ErrorCode;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static RestServer server;
  private static RestServer.Reply reply;
  private static Map<String, Object> description;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "/music");
    reply = server.get("/api/openapi.json");
    description = reply.json();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> in, String... path) {
    Map<String, Object> at = in;
    for (String name : path) {
      at = (Map<String, Object>) at.get(name);
      assertNotNull(at, String.join("/", path));
    }
    return at;
  }

  /** Method, path and names of parameters of every route of the resource classes. */
  private static Map<String, Set<String>> routes() {
    Map<String, Set<String>> routes = new java.util.TreeMap<>();
    for (Class<?> resource : TuttiApplication.RESOURCES) {
      String root = resource.getAnnotation(Path.class).value();
      for (Method method : resource.getMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            Path below = method.getAnnotation(Path.class);
            String path = ("/api/" + root + "/" + (below == null ? "" : below.value())).replaceAll("/+", "/").replaceAll("/$", "");
            routes.computeIfAbsent(verb.value().toLowerCase(Locale.ROOT) + " " + path, key -> new TreeSet<>())
                .addAll(parameters(method));
          }
        }
      }
    }
    return routes;
  }

  private static List<String> parameters(Method method) {
    Stream<Annotation> asBean = Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
        .flatMap(parameter -> Arrays.stream(parameter.getType().getDeclaredFields()))
        .flatMap(field -> Arrays.stream(field.getAnnotations()));
    Stream<Annotation> single = Arrays.stream(method.getParameterAnnotations()).flatMap(Arrays::stream);
    return Stream.concat(single, asBean).map(annotation ->
        annotation instanceof PathParam path ? path.value() : annotation instanceof QueryParam query ? query.value() : "")
        .filter(name -> !name.isEmpty()).toList();
  }

  @Test
  @DisplayName("[REST30] Every route of the resources, with every parameter, is described, and nothing else")
  void complete() {
    Map<String, Set<String>> described = new java.util.TreeMap<>();
    object(description, "paths").forEach((path, methods) -> {
      if (path.startsWith("/api/")) {
        object(description, "paths", path).forEach((method, operation) ->
            described.put(method + " " + path, names(object(description, "paths", path, method))));
      }
    });
    assertEquals(routes(), described);
  }

  @SuppressWarnings("unchecked")
  private static Set<String> names(Map<String, Object> operation) {
    Set<String> names = new TreeSet<>();
    for (Map<String, Object> parameter : (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of())) {
      Object reference = parameter.get("$ref");
      Map<String, Object> meant = reference == null ? parameter : resolve((String) reference);
      names.add((String) meant.get("name"));
    }
    return names;
  }

  private static Map<String, Object> resolve(String reference) {
    assertTrue(reference.startsWith("#/"), reference);
    return object(description, reference.substring(2).split("/"));
  }

  @Test
  @DisplayName("[REST30] The plain servlets are described too")
  void servlets() {
    for (Class<?> servlet : List.of(HealthServlet.class, FrontDoorServlet.class, StatsServlet.class)) {
      for (String pattern : servlet.getAnnotation(WebServlet.class).value()) {
        if (!pattern.equals("/trilogic")) {
          assertNotNull(object(description, "paths").get(pattern.isEmpty() ? "/" : pattern), pattern);
        }
      }
    }
  }

  @Test
  @DisplayName("[REST30] Every reference leads somewhere, every operation has its own id, every code is named")
  void sound() {
    Matcher references = Pattern.compile("\"\\$ref\"\\s*:\\s*\"([^\"]+)\"").matcher(reply.text());
    int count = 0;
    while (references.find()) {
      resolve(references.group(1));
      count++;
    }
    assertTrue(count > 50, "references: " + count);
    Set<Object> ids = new HashSet<>();
    object(description, "paths").keySet().forEach(path -> object(description, "paths", path).keySet().forEach(method ->
        assertTrue(ids.add(object(description, "paths", path, method).get("operationId")), path)));
    List<?> codes = (List<?>) object(description, "components", "schemas", "Problem", "properties", "code").get("enum");
    assertEquals(Arrays.stream(ErrorCode.values()).map(ErrorCode::word).toList(), codes);
    assertEquals("3.1.0", description.get("openapi"));
  }

  @Test
  @DisplayName("[REST30] The description says under which path the server runs")
  void serverPath() throws Exception {
    assertEquals("/music", ((Map<?, ?>) ((List<?>) description.get("servers")).get(0)).get("url"));
    try (RestServer root = new RestServer(true, "")) {
      assertEquals("/", ((Map<?, ?>) ((List<?>) root.get("/api/openapi.json").json().get("servers")).get(0)).get("url"));
    }
  }

  @Test
  @DisplayName("[REST30] Answers have the members that the description requires")
  void answersFit() throws Exception {
    server.post("/api/v1/sessions", "{\"session_id\":\"fit\",\"visibility\":\"public\"}");
    server.join("fit", "anon_ada").set("mu", 0.6);
    assertFits("Session", server.get("/api/v1/sessions/fit").json());
    assertFits("SessionSummary", server.get("/api/v1/sessions").array().get(0));
    assertFits("CreatedSession", server.post("/api/v1/sessions", "{}").json());
    assertFits("User", server.get("/api/v1/sessions/fit/participants").array().get(0));
    assertFits("EventPage", server.get("/api/v1/sessions/fit/events").json());
    assertFits("Event", server.get("/api/v1/sessions/fit/events?type=param:broadcast").objects("events").get(0));
    assertFits("PastSession", server.get("/api/v1/sessions/fit/at/1").json());
    assertFits("History", server.get("/api/v1/history/fit").json());
    assertFits("Metadata", server.get("/api/v1/history/fit/metadata").json());
    assertFits("Health", server.get("/health").json());
    Map<String, Object> made = server.post("/api/auth/register",
        "{\"email\":\"kim@example.com\",\"username\":\"kim\",\"password\":\"password-1\"}").json();
    assertFits("AccountToken", made);
    assertFits("AccountUser", server.get("/api/auth/me", (String) made.get("access_token")).json());
    String token = (String) made.get("access_token");
    String team = (String) server.post("/api/teams", "{\"name\":\"Choir\"}", token).json().get("id");
    server.post("/api/v1/sessions", "{\"session_id\":\"fit2\"}", token);
    assertFits("WholeOverview", server.patch("/api/sessions/fit2", "{\"token_count\":199000}", token).json());
    assertFits("OverviewLine", server.get("/api/sessions", token).objects("sessions").get(0));
    assertFits("WholeTeam", server.get("/api/teams/" + team, token).json());
    assertFits("TeamLine", server.get("/api/teams", token).objects("teams").get(0));
    assertFits("WholeMember", server.get("/api/teams/" + team + "/members", token).objects("members").get(0));
    assertFits("SharedInsight", server.post("/api/insights", "{\"title\":\"t\",\"content\":\"c\"}", token).json());
    assertFits("Recommendation",
        server.get("/api/insights/recommendations", token).objects("recommendations").get(0));
    assertFits("BegunStory", server.post("/api/stories", "{\"session_id\":\"tale\",\"visibility\":\"public\"}").json());
    assertFits("StorySummary", server.get("/api/stories").array().get(0));
    assertFits("Story", server.get("/api/stories/tale").json());
    assertFits("Problem", server.get("/api/v1/nothing").json());
  }

  private static void assertFits(String schema, Map<String, Object> answer) {
    Map<String, Object> described = object(description, "components", "schemas", schema);
    assertTrue(answer.keySet().containsAll((List<?>) described.get("required")), schema + " " + answer.keySet());
    assertTrue(object(described, "properties").keySet().containsAll(answer.keySet()), schema + " " + answer.keySet());
  }

  @Test
  @DisplayName("[REST30] The page of the routes asks for nothing but what lies beside it")
  void page() throws Exception {
    var page = server.get("/api/docs");
    assertEquals(200, page.status());
    assertTrue(page.type().startsWith("text/html"));
    assertFalse(Pattern.compile("(src|href)=\"(?!\\./)").matcher(page.text()).find());
    var script = server.get("/api/docs.js");
    assertEquals(200, script.status());
    assertTrue(script.type().startsWith("text/javascript"));
    assertFalse(script.text().contains("http:") || script.text().contains("https:") || script.text().contains("innerHTML"));
  }
}
