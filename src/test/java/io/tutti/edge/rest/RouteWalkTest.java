package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.documents.DocumentCommand;
import io.tutti.edge.rest.archives.ArchivesResource;
import io.tutti.hub.Origin;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Walks all routes that are registered, for everybody who may not know of a session, with a secret word in every part of it. A route
 * that nobody has classified fails the test.
 */
@Timeout(60)
class RouteWalkTest {

  private static final String SECRET = "xylophone";
  private static final String HIDDEN = "hidden-one";

  /** What a route has to do with sessions. */
  enum Kind {
    /** It names a session in its path: to who may not read that one, it answers as to one that does not exist. */
    ONE,
    /** It tells of many sessions: what the caller does not find is not among them. */
    MANY,
    /** It makes sessions. */
    MAKES,
    /** It is about accounts, teams, the server: nothing of a session is in its answers. */
    NONE
  }

  static final Map<Kind, List<String>> ROUTES = Map.of(
      Kind.ONE, List.of(
          "GET /v1/sessions/{id}", "PATCH /v1/sessions/{id}", "DELETE /v1/sessions/{id}", "GET /v1/sessions/{id}/export",
          "GET /v1/sessions/{id}/participants", "PUT /v1/sessions/{id}/participants/{user}",
          "DELETE /v1/sessions/{id}/participants/{user}", "POST /v1/sessions/{id}/participants/{user}/transfer",
          "GET /v1/sessions/{id}/events", "GET /v1/sessions/{id}/at/{seq}", "GET /v1/sessions/{id}/invites",
          "POST /v1/sessions/{id}/invites", "DELETE /v1/sessions/{id}/invites/{invite}", "POST /v1/sessions/{id}/link",
          "GET /v1/sessions/{id}/bans", "POST /v1/sessions/{id}/bans", "DELETE /v1/sessions/{id}/bans/{user}",
          "DELETE /v1/sessions/{id}/bans/addresses/{block}", "GET /v1/sessions/{id}/requests", "POST /v1/sessions/{id}/requests",
          "GET /v1/sessions/{id}/requests/{request}", "POST /v1/sessions/{id}/requests/{request}",
          "GET /v1/sessions/{id}/messages", "GET /v1/sessions/{id}/messages/stats", "GET /v1/sessions/{id}/presence",
          "GET /v1/sessions/{id}/state", "PATCH /v1/sessions/{id}/state", "GET /v1/sessions/{id}/documents",
          "GET /v1/sessions/{id}/documents/{doc}", "GET /v1/history/{id}", "GET /v1/history/{id}/full",
          "GET /v1/history/{id}/metadata", "DELETE /v1/history/{id}", "GET /sessions/{id}", "PATCH /sessions/{id}",
          "GET /stories/{id}", "GET /stories/{id}/export"),
      Kind.MANY, List.of(
          "GET /v1/sessions", "GET /v1/history/active", "GET /v1/search/messages", "GET /sessions", "GET /sessions/stats",
          "GET /teams/{id}/sessions", "GET /analytics/team", "GET /analytics/trends", "GET /analytics/health-distribution",
          "GET /analytics/top-sessions", "GET /analytics/token-usage", "GET /analytics/session-duration", "GET /insights",
          "GET /insights/{id}", "GET /insights/recommendations", "GET /stories"),
      Kind.MAKES, List.of("POST /v1/sessions", "POST /v1/sessions/import", "POST /stories", "POST /insights"),
      Kind.NONE, List.of(
          "POST /auth/register", "POST /auth/login", "GET /auth/me", "GET /auth/verify-token", "POST /auth/refresh",
          "POST /auth/logout", "POST /auth/change-password", "DELETE /auth/account", "POST /v1/auth/anonymous",
          "POST /v1/auth/login", "POST /v1/auth/refresh", "GET /v1/auth/verify", "POST /v1/auth/verify", "GET /v1/auth/me",
          "GET /teams", "POST /teams", "GET /teams/{id}", "PATCH /teams/{id}", "DELETE /teams/{id}", "GET /teams/{id}/members",
          "POST /teams/{id}/members", "PATCH /teams/{id}/members/{user}", "DELETE /teams/{id}/members/{user}",
          "GET /teams/{id}/requests", "POST /teams/{id}/requests/{user}", "PATCH /insights/{id}", "DELETE /insights/{id}",
          "POST /insights/{id}/vote", "DELETE /insights/{id}/vote", "GET /v1/audit", "GET /v1/users/{id}/data",
          "DELETE /v1/users/{id}", "GET /v1/keys", "POST /v1/keys/rotate", "GET /openapi.json", "GET /docs", "GET /docs.js"));

  /**
   * Routes that end the caller's own person, with whom others are walked; and those about one person's data, which this server keeps
   * none of: {@code ErasureIT} walks them.
   */
  private static final Set<String> ENDING =
      Set.of("POST /auth/logout", "DELETE /auth/account", "DELETE /v1/users/{id}", "GET /v1/users/{id}/data");

  private RestServer server;
  private String host;
  private String insight;
  private Map<String, String> strangers;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
    host = server.tokens.of("user_host");
    server.teams.put(new UserId("user_mate"), "team-1");
    server.teams.put(new UserId("user_host"), "team-1");
    server.teams.put(new UserId("user_other"), "team-2");
    var made = server.post("/api/stories", ("{'session_id':'" + HIDDEN + "','name':'" + SECRET + "','description':'" + SECRET
        + "','admission':'members','title':'" + SECRET + "','team_id':'team-1',"
        + "'schema':{'" + SECRET + "':{'initial':1}}}").replace('\'', '"'), host);
    assertEquals(201, made.status(), made.text());
    server.patch("/api/v1/sessions/" + HIDDEN, "{\"tags\":[\"" + SECRET + "\"],\"token_count\":9000000001}", host);
    server.patch("/api/v1/sessions/" + HIDDEN + "/state", "{\"" + SECRET + "\":1}", host);
    server.hub.perform(new SessionId(HIDDEN), Origin.of(new UserId("user_host"), null), new Command.ChangeDocument(new DocumentCommand.Edit(
        "main", 1, List.of(new Insert(SECRET, new ElementId(1, "r"), ElementId.ROOT)), false), null));
    insight = (String) server.post("/api/insights", "{\"title\":\"" + SECRET + "\",\"content\":\"c\",\"session_id\":\"" + HIDDEN + "\"}",
        host).json().get("id");
    server.put("/api/v1/sessions/" + HIDDEN + "/participants/user_banned", "{\"role\":\"host\"}", host);
    server.delete("/api/v1/sessions/" + HIDDEN + "/participants/user_banned?ban=true", host);
    for (ConversationCommand.Send words : List.of(
        new ConversationCommand.Send(SECRET, null, Message.Kind.CHAT, null),
        new ConversationCommand.Send("look at the " + SECRET, null, Message.Kind.COMMENT,
            new MessageAnchor.FilePlace(SECRET, 1, null, SECRET)))) {
      server.say(HIDDEN, "user_host", words);
    }
    server.join(HIDDEN, "user_host").pointTo(SECRET);
    strangers = new LinkedHashMap<>();
    strangers.put("nobody", null);
    strangers.put("anonymous", server.tokens.of("anon_zoe"));
    strangers.put("stranger", server.tokens.of("user_stranger"));
    strangers.put("team mate", server.tokens.of("user_mate"));
    strangers.put("of another team", server.tokens.of("user_other"));
    strangers.put("banned", server.tokens.of("user_banned"));
    strangers.put("ended token", server.tokens.ended("user_host"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static Set<String> registered() {
    Set<String> routes = new TreeSet<>();
    for (Class<?> resource : new TuttiApplication().getClasses()) {
      Path base = resource.getAnnotation(Path.class);
      if (base != null) {
        for (Method method : resource.getDeclaredMethods()) {
          Path path = method.getAnnotation(Path.class);
          for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
              String whole = base.value() + (path == null ? "" : "/" + path.value());
              routes.add(verb.value() + " /" + whole.replaceAll("/+", "/").replaceAll("^/|/$", ""));
            }
          }
        }
      }
    }
    return routes;
  }

  private RestServer.Reply call(String route, String session, String token) throws Exception {
    String verb = route.substring(0, route.indexOf(' '));
    String path = "/api" + route.substring(route.indexOf(' ') + 1)
        .replace("/insights/{id}", "/insights/" + insight).replace("/teams/{id}", "/teams/team-1").replace("{id}", session)
        .replace("{seq}", "1").replace("{doc}", "main").replaceAll("\\{[a-z]+}", "user_host");
    path += route.endsWith("/search/messages") ? "?q=" + SECRET : "";
    HttpRequest.Builder request = server.to(path).header("Content-Type",
        path.endsWith("/import") ? ArchivesResource.ZIP : "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    String body = Map.of("GET", "", "DELETE", "").getOrDefault(verb, BODIES.getOrDefault(route, "{}"));
    return server.send(request.method(verb,
        body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
  }

  private static final Map<String, String> BODIES = Map.of(
      "PUT /v1/sessions/{id}/participants/{user}", "{\"role\":\"viewer\"}",
      "POST /v1/sessions/{id}/bans", "{\"user_id\":\"user_host\"}",
      "POST /v1/sessions/{id}/requests/{request}", "{\"grant\":null}",
      "PATCH /v1/sessions/{id}", "{\"name\":\"x\"}", "PATCH /sessions/{id}", "{\"status\":\"x\"}",
      "POST /insights", "{\"title\":\"t\",\"content\":\"c\",\"session_id\":\"" + HIDDEN + "\"}");

  @Test
  @DisplayName("[ROLE14] Every route that is registered is classified, and every one that is classified is registered")
  void classified() {
    Set<String> known = new TreeSet<>();
    ROUTES.values().forEach(known::addAll);
    assertEquals(String.join("\n", known), String.join("\n", registered()));
  }

  @Test
  @DisplayName("[ROLE14] [REST33] A route that names a session answers who may not read it as if there were none")
  void hidden() throws Exception {
    Map<String, String> differing = new TreeMap<>();
    for (String route : ROUTES.get(Kind.ONE)) {
      for (Map.Entry<String, String> stranger : strangers.entrySet()) {
        String found = told(call(route, HIDDEN, stranger.getValue()), HIDDEN);
        String without = told(call(route, "no-such-one", stranger.getValue()), "no-such-one");
        if (!found.equals(without) || found.contains(SECRET)) {
          differing.put(route + " for " + stranger.getKey(), found + " instead of " + without);
        }
      }
    }
    assertEquals(Map.of(), differing);
    assertEquals(200, server.get("/api/v1/sessions/" + HIDDEN, host).status(), "and all of it did nothing");
  }

  /** The answer without what is its own each time. */
  private static String told(RestServer.Reply reply, String session) {
    return reply.status() + " " + reply.text().replace(session, "ID").replaceAll("\"(id|created_at)\":\"[^\"]*\"", "");
  }

  @Test
  @DisplayName("[ROLE13] [LIST1] No answer of any route has a word of a session for who may not find it")
  void silent() throws Exception {
    List<String> leaks = new ArrayList<>();
    for (Kind kind : List.of(Kind.MANY, Kind.MAKES, Kind.NONE)) {
      for (String route : ROUTES.get(kind)) {
        for (Map.Entry<String, String> stranger : strangers.entrySet()) {
          if (!ENDING.contains(route)) {
            RestServer.Reply reply = call(route, HIDDEN, stranger.getValue());
            boolean tells = reply.text().contains(SECRET) || reply.text().contains(HIDDEN) || reply.text().contains("9000000001");
            if (tells || reply.status() >= 500) {
              leaks.add(route + " for " + stranger.getKey() + ": " + reply.status() + " " + reply.text());
            }
          }
        }
      }
    }
    assertEquals(List.of(), leaks);
  }

  /** What is no route of the API: the addresses of servlets, from where they are declared. */
  private static Set<String> servlets() {
    Set<String> addresses = new TreeSet<>();
    new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.tutti").stream()
        .filter(type -> type.isAnnotatedWith(WebServlet.class))
        .forEach(type -> addresses.addAll(List.of(type.getAnnotationOfType(WebServlet.class).value())));
    return addresses;
  }

  @Test
  @DisplayName("[ROLE13] [LSM14] Nor does any servlet's; each of their addresses is classified")
  void servletsAreSilent() throws Exception {
    assertEquals(Set.of("", "/trilogic", "/health", "/health/live", "/health/ready", "/ws/stats"), servlets());
    List<String> leaks = new ArrayList<>();
    for (String address : servlets()) {
      for (Map.Entry<String, String> stranger : strangers.entrySet()) {
        String text = (stranger.getValue() == null ? server.get(path(address)) : server.get(path(address), stranger.getValue())).text();
        if (text.contains(SECRET) || text.contains(HIDDEN)) {
          leaks.add(address + " for " + stranger.getKey() + ": " + text);
        }
      }
    }
    assertEquals(List.of(), leaks);
    assertTrue(server.get("/ws/stats", host).text().contains(HIDDEN), "its host is told");
  }

  private static String path(String address) {
    return (address.isEmpty() ? "/" : address) + "?session=" + HIDDEN;
  }

  @Test
  @DisplayName("[ROLE12] [ROLE13] Its own people find and read it: the secret is where the walk looks for it")
  void told() throws Exception {
    int telling = 0;
    for (String route : List.of("GET /v1/sessions/{id}", "GET /v1/sessions/{id}/state", "GET /v1/sessions/{id}/documents/{doc}",
        "GET /v1/sessions/{id}/events", "GET /stories/{id}", "GET /stories/{id}/export", "GET /v1/sessions", "GET /insights",
        "GET /insights/{id}", "GET /stories", "GET /v1/sessions/{id}/at/{seq}", "GET /v1/sessions/{id}/messages",
        "GET /v1/search/messages", "GET /v1/sessions/{id}/presence")) {
      assertTrue(call(route, HIDDEN, host).text().contains(SECRET), route);
      telling++;
    }
    assertEquals(14, telling);
    assertFalse(call("GET /v1/sessions", HIDDEN, null).text().contains(SECRET));
  }
}
