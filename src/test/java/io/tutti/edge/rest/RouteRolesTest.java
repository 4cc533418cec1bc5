package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.access.AddressBlocks;
import io.tutti.access.Identity;
import io.tutti.access.Invites;
import io.tutti.access.JoinRequest;
import io.tutti.identity.Network;
import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.documents.DocumentCommand;
import io.tutti.hub.Origin;
import io.tutti.hub.Outcome;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Walks all routes that name a session, for everybody who may read it: who else may do what. A route that nobody has classified fails
 * the test; {@link RouteWalkTest} walks the same ones for those who may not read.
 */
@Timeout(60)
class RouteRolesTest {

  /** What a route is for. */
  private enum Use { READ, WRITE, GOVERN, /** For whoever asks to be let in. */ ASK, /** For who has asked. */ LEARN }

  /** A request; {@code body} without one where it is empty. */
  private record Line(Use use, String route, String body) {
    String verb() {
      return route.substring(0, route.indexOf(' '));
    }
  }

  private static Line reads(String path) {
    return new Line(Use.READ, "GET " + path, "");
  }

  private static Line governs(String route, String body) {
    return new Line(Use.GOVERN, route, body.replace('\'', '"'));
  }

  private static Line writes(String route, String body) {
    return new Line(Use.WRITE, route, body.replace('\'', '"'));
  }

  private static final List<Line> LINES = List.of(
      reads("/v1/sessions/{id}"), reads("/v1/sessions/{id}/participants"), reads("/v1/sessions/{id}/events"),
      reads("/v1/sessions/{id}/at/{seq}"), reads("/v1/sessions/{id}/messages"), reads("/v1/sessions/{id}/messages/stats"),
      reads("/v1/sessions/{id}/presence"), reads("/v1/sessions/{id}/state"), reads("/v1/sessions/{id}/documents"),
      reads("/v1/sessions/{id}/documents/{doc}"), reads("/v1/history/{id}"), reads("/v1/history/{id}/full"),
      reads("/v1/history/{id}/metadata"), reads("/sessions/{id}"), reads("/stories/{id}"), reads("/stories/{id}/export"),
      writes("PATCH /v1/sessions/{id}", "{'name':'x'}"), writes("PATCH /sessions/{id}", "{'status':'x'}"),
      writes("PATCH /v1/sessions/{id}/state", "{'a':1}"),
      new Line(Use.ASK, "POST /v1/sessions/{id}/requests", "{}"),
      new Line(Use.LEARN, "GET /v1/sessions/{id}/requests/{request}", ""),
      governs("PATCH /v1/sessions/{id}", "{'name':'x','admission':'link'}"),
      governs("PATCH /v1/sessions/{id}", "{'visibility':'public'}"),
      governs("PATCH /sessions/{id}", "{'visibility':'public'}"),
      governs("DELETE /v1/sessions/{id}", ""), governs("GET /v1/sessions/{id}/export", ""), governs("DELETE /v1/history/{id}", ""),
      governs("PUT /v1/sessions/{id}/participants/{user}", "{'role':'viewer'}"),
      governs("DELETE /v1/sessions/{id}/participants/{user}", ""),
      governs("POST /v1/sessions/{id}/participants/{user}/transfer", ""),
      governs("GET /v1/sessions/{id}/invites", ""), governs("POST /v1/sessions/{id}/invites", "{'role':'viewer'}"),
      governs("DELETE /v1/sessions/{id}/invites/{invite}", ""), governs("POST /v1/sessions/{id}/link", ""),
      governs("GET /v1/sessions/{id}/bans", ""), governs("POST /v1/sessions/{id}/bans", "{'user_id':'user_target'}"),
      governs("DELETE /v1/sessions/{id}/bans/{user}", ""), governs("DELETE /v1/sessions/{id}/bans/addresses/{block}", ""),
      governs("GET /v1/sessions/{id}/requests", ""), governs("POST /v1/sessions/{id}/requests/{request}", "{'grant':'editor'}"));

  /** Somebody, and what the role allows that they have. */
  private record Walker(String user, Permission right) {}

  private static final Map<String, Walker> CALLERS = Map.of(
      "host", new Walker("user_host", Permission.GOVERN),
      "second host", new Walker("anon_second", Permission.GOVERN),
      "editor", new Walker("user_editor", Permission.WRITE),
      "anonymous editor", new Walker("anon_editor", Permission.WRITE),
      "invited editor", new Walker("user_invited_editor", Permission.WRITE),
      "viewer", new Walker("user_viewer", Permission.READ),
      "anonymous viewer", new Walker("anon_viewer", Permission.READ),
      "invited viewer", new Walker("user_invited", Permission.READ),
      "team mate", new Walker("user_mate", Permission.READ));

  private static final UserId HOST = new UserId("user_host");

  private RestServer server;
  private int scenes;

  /** A session with something in every part. */
  private record Scene(String session, String request, String invite) {}

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
    server.teams.put(HOST, "team-1");
    server.teams.put(new UserId("user_mate"), "team-1");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private Scene scene() throws Exception {
    String session = "s" + ++scenes;
    var made = server.post("/api/stories", ("{'session_id':'" + session + "','visibility':'team','admission':'members',"
        + "'team_id':'team-1'}").replace('\'', '"'), server.tokens.of(HOST.value()));
    assertEquals(201, made.status(), made.text());
    give(session, "anon_second", Role.HOST);
    give(session, "user_editor", Role.EDITOR);
    give(session, "anon_editor", Role.EDITOR);
    give(session, "user_target", Role.EDITOR);
    give(session, "user_viewer", Role.VIEWER);
    give(session, "anon_viewer", Role.VIEWER);
    perform(session, new Command.Ban(new UserId("user_outcast"), true));
    perform(session, new Command.ChangeDocument(new DocumentCommand.Edit(
        "main", 1, List.of(new Insert("x", new ElementId(1, "r"), ElementId.ROOT)), false), null));
    server.say(session, HOST.value(), new ConversationCommand.Send("words", null, Message.Kind.CHAT, null));
    server.join(session, "user_target");
    Visitor.invited(server.hub, session, "user_invited", Role.VIEWER);
    Visitor.invited(server.hub, session, "user_invited_editor", Role.EDITOR);
    return furnished(session);
  }

  private Scene furnished(String session) {
    SessionId id = new SessionId(session);
    long now = System.currentTimeMillis();
    Identity viewer = server.tokens.verify(server.tokens.of("user_viewer")).orElseThrow();
    JoinRequest request = server.joinRequests.ask(
        JoinRequest.of("request-" + session, id, viewer, "Viewer", null, now).heard(true)).orElseThrow();
    String invite = server.invites.issue(id, HOST, new Invites.Terms(Role.VIEWER, now + 3_600_000, null), now)
        .orElseThrow().invite().id();
    server.blocks.block(id, new AddressBlocks.Block("block-1", Network.of("192.0.2.7").orElseThrow(),
        new UserId("user_outcast"), null, HOST, now, now + 3_600_000));
    return new Scene(session, request.id(), invite);
  }

  private void give(String session, String user, Role role) {
    perform(session, new Command.ChangeRole(new UserId(user), role));
  }

  private void perform(String session, Command command) {
    Outcome outcome = server.hub.perform(new SessionId(session), Origin.of(HOST, null), command).orElseThrow();
    assertEquals(Outcome.Done.class, outcome.getClass(), outcome.toString());
  }

  private int call(Line line, Scene scene, String user) throws Exception {
    String person = line.route().contains("/bans/") ? "user_outcast" : "user_target";
    String path = "/api" + line.route().substring(line.route().indexOf(' ') + 1).replace("{id}", scene.session())
        .replace("{seq}", "1").replace("{doc}", "main").replace("{request}", scene.request()).replace("{invite}", scene.invite())
        .replace("{block}", "block-1").replace("{user}", person);
    HttpRequest.Builder request = server.to(path).header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + server.tokens.of(user));
    return server.send(request.method(line.verb(), line.body().isEmpty()
        ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(line.body()))).status();
  }

  /** All of the session that a route may change. */
  private String everything(Scene scene) {
    SessionId id = new SessionId(scene.session());
    return server.hub.report(id).map(report -> report.view().seq() + "").orElse("gone") + " "
        + server.journal.retainedAfter(id) + " " + server.invites.list(id) + server.joinRequests.pending(id, 0)
        + server.blocks.list(id, 0);
  }

  private static String expected(Line line, Walker caller) {
    return switch (line.use()) {
      case READ, ASK -> "done";
      case WRITE -> caller.right().compareTo(Permission.WRITE) >= 0 ? "done" : "403, nothing changed";
      case GOVERN -> caller.right().compareTo(Permission.GOVERN) >= 0 ? "done" : "403, nothing changed";
      case LEARN -> caller.user().equals("user_viewer") ? "done" : "404, nothing changed";
    };
  }

  /** The LLM Session Manager's routes read the team from the account: {@code OverviewsRouteTest} has team mates who have one. */
  private static boolean isWalked(Line line, Walker caller) {
    return !caller.user().equals("user_mate") || !line.route().contains(" /sessions/");
  }

  @Test
  @DisplayName("[ROLE14] [ROLE15] Every route that names a session is classified by what it is for")
  void classified() {
    assertEquals(new TreeSet<>(RouteWalkTest.ROUTES.get(RouteWalkTest.Kind.ONE)),
        LINES.stream().map(Line::route).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  @DisplayName("[ROLE1] [ROLE7] [ROLE12] [ROLE15] [INV2] On every route readers read, editors write, hosts govern; what is refused changes nothing")
  void walked() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    Scene scene = scene();
    for (Line line : LINES) {
      for (Map.Entry<String, Walker> caller : CALLERS.entrySet()) {
        if (isWalked(line, caller.getValue())) {
          String before = everything(scene);
          int status = call(line, scene, caller.getValue().user());
          String after = everything(scene).equals(before) ? ", nothing changed" : ", something changed";
          String found = status < 300 ? "done" : status + after;
          if (!found.equals(expected(line, caller.getValue()))) {
            wrong.put(line + " for " + caller.getKey(), found);
          }
          if (status < 300 && line.use() == Use.GOVERN && !line.verb().equals("GET")) {
            scene = scene();
          }
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }
}
