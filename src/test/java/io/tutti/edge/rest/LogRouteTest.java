package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The log, the past and the history of one session: Ada and Ben join (1, 2), Ada sets mu (3), omega (4), Ben sets kappa (5). */
class LogRouteTest {

  private RestServer server;
  private Visitor ada;
  private Visitor ben;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
    ada = server.join("s", "anon_ada");
    ben = server.join("s", "anon_ben");
    ada.set("mu", 0.6);
    ada.set("omega", 0.7);
    ben.set("kappa", 0.02);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static List<Object> seqs(RestServer.Reply reply) {
    return reply.objects("events").stream().map(event -> event.get("seq")).toList();
  }

  @Test
  @DisplayName("[REST12] The log comes page by page, in order, as it was told")
  void pages() throws Exception {
    var first = server.get("/api/v1/sessions/s/events?limit=3");
    assertEquals(200, first.status(), first.text());
    assertEquals(List.of(1L, 2L, 3L), seqs(first));
    assertEquals(4L, first.json().get("next"));
    assertEquals(5L, first.json().get("current_seq"));
    assertEquals(0L, first.json().get("retained_after"));
    Map<String, Object> change = first.objects("events").get(2);
    assertEquals("param:broadcast", change.get("type"));
    assertEquals(Map.of("userId", "anon_ada", "params", Map.of("mu", 0.6)), change.get("payload"));
    assertEquals("anon_ada", change.get("userId"));
    assertTrue(((String) change.get("timestamp")).matches(".*\\.\\d{3}Z"));
    assertTrue(change.containsKey("computed"));
    assertFalse(first.text().contains("c-anon_ada"), "client ids stay with their clients");
    var second = server.get("/api/v1/sessions/s/events?from=4");
    assertEquals(List.of(4L, 5L), seqs(second));
    assertNull(second.json().get("next"));
  }

  @Test
  @DisplayName("[REST12] The log is filtered by type and by both ends, inclusive")
  void filters() throws Exception {
    assertEquals(List.of(1L, 2L), seqs(server.get("/api/v1/sessions/s/events?type=session:joined")));
    assertEquals(List.of(4L), seqs(server.get("/api/v1/sessions/s/events?from=4&to=4&type=param:broadcast")));
    assertEquals(List.of(), seqs(server.get("/api/v1/sessions/s/events?type=nothing")));
    assertEquals(List.of(), seqs(server.get("/api/v1/sessions/s/events?from=9")));
    assertEquals(404, server.get("/api/v1/sessions/unknown/events").status());
  }

  @Test
  @DisplayName("[REST12] As x-ndjson the log is a stream of lines, one event each")
  void stream() throws Exception {
    var reply = server.send(server.to("/api/v1/sessions/s/events?from=2").header("Accept", "application/x-ndjson"));
    assertEquals(200, reply.status(), reply.text());
    assertEquals("application/x-ndjson", reply.type());
    List<String> lines = reply.text().lines().toList();
    assertEquals(4, lines.size());
    assertEquals(2L, JsonText.readObject(lines.get(0)).get("seq"));
    assertEquals(5L, JsonText.readObject(lines.get(3)).get("seq"));
    var limited = server.send(server.to("/api/v1/sessions/s/events?limit=1").header("Accept", "application/x-ndjson"));
    assertEquals(1, limited.text().lines().count());
    var none = server.send(server.to("/api/v1/sessions/s/events?limit=0").header("Accept", "application/x-ndjson"));
    assertEquals(422, none.status());
    assertEquals("application/problem+json", none.type());
  }

  @Test
  @DisplayName("[REST13] A session is shown as it was after any place of its log")
  void past() throws Exception {
    Map<String, Object> before = server.get("/api/v1/sessions/s/at/0").json();
    assertEquals(0.569, ((Map<?, ?>) before.get("state")).get("mu"));
    assertEquals(List.of(), before.get("users"));
    Map<String, Object> then = server.get("/api/v1/sessions/s/at/3").json();
    assertEquals(3L, then.get("seq"));
    assertEquals(0.6, ((Map<?, ?>) then.get("state")).get("mu"));
    assertEquals(0.847, ((Map<?, ?>) then.get("state")).get("omega"));
    assertEquals(2, ((List<?>) then.get("users")).size());
    assertEquals(Map.of("anon_ada", "host"), then.get("roles"));
    assertEquals(server.get("/api/v1/sessions/s/events?from=3&to=3").objects("events").get(0).get("timestamp"), then.get("timestamp"));
    var future = server.get("/api/v1/sessions/s/at/6");
    assertEquals(404, future.status());
    assertEquals("The session's log does not reach that sequence number yet; it ends at 5", future.json().get("detail"));
    assertEquals(404, server.get("/api/v1/sessions/unknown/at/0").status());
  }

  @Test
  @DisplayName("[REST15] Deleting the history drops the past and keeps the session, its values and its numbering")
  void forgets() throws Exception {
    assertEquals(Map.of("status", "deleted", "session_id", "s"), server.delete("/api/v1/history/s", server.tokens.of("anon_ada")).json());
    assertEquals(0L, server.get("/api/v1/history/s/full").json().get("total_count"));
    assertEquals(5L, server.get("/api/v1/sessions/s/events").json().get("retained_after"));
    assertEquals(0.6, ((Map<?, ?>) server.get("/api/v1/sessions/s/at/5").json().get("state")).get("mu"));
    var gone = server.get("/api/v1/sessions/s/at/3");
    assertEquals(404, gone.status());
    assertEquals("That place of the log is no longer retained; what is begins after 5", gone.json().get("detail"));
    assertEquals(6L, ada.set("mu", 0.65));
    assertEquals(List.of(6L), seqs(server.get("/api/v1/history/s")));
    assertEquals(0.65, ((Map<?, ?>) server.get("/api/v1/sessions/s/at/6").json().get("state")).get("mu"));
    assertEquals(200, server.delete("/api/v1/history/unknown").status());
  }

  @Test
  @DisplayName("[REST15] The history of a signed-in host's session is not for strangers to delete")
  void forgetsGoverned() throws Exception {
    String kim = server.tokens.of("user_kim");
    server.post("/api/v1/sessions", "{\"session_id\":\"kims\"}", kim);
    assertEquals(401, server.delete("/api/v1/history/kims").status());
    assertEquals(403, server.delete("/api/v1/history/kims", server.tokens.of("anon_lee")).status());
    assertEquals(200, server.delete("/api/v1/history/kims", kim).status());
  }

  @Test
  @DisplayName("[REST16] The history holds the changes of parameters, both ends inclusive, -1 open")
  void history() throws Exception {
    var all = server.get("/api/v1/history/s");
    assertEquals(List.of("session_id", "events", "total_count"), List.copyOf(all.json().keySet()));
    assertEquals(List.of(3L, 4L, 5L), seqs(all));
    assertEquals(3L, all.json().get("total_count"));
    Map<String, Object> last = all.objects("events").get(2);
    assertEquals(List.of("seq", "user_id", "params", "timestamp"), List.copyOf(last.keySet()));
    assertEquals("anon_ben", last.get("user_id"));
    assertEquals(Map.of("kappa", 0.02), last.get("params"));
    assertEquals(all.json(), server.get("/api/v1/history/s/full").json());
    assertEquals(all.json(), server.get("/api/v1/history/s?start_seq=0&end_seq=-1").json());
    assertEquals(List.of(4L), seqs(server.get("/api/v1/history/s?start_seq=4&end_seq=4")));
    assertEquals(Map.of("session_id", "unknown-one", "events", List.of(), "total_count", 0L),
        server.get("/api/v1/history/unknown-one").json());
    assertEquals(Map.of("session_id", "unknown-one", "events", List.of(), "total_count", 0L),
        server.get("/api/v1/history/unknown-one/full").json());
  }

  @Test
  @DisplayName("[REST16] A long history gives its last 1,000 changes, the full one all of them")
  void longHistory() throws Exception {
    for (int i = 0; i < 1_005; i++) {
      ada.set("mu", i % 2 == 0 ? 0.65 : 0.55);
    }
    var recent = server.get("/api/v1/history/s");
    assertEquals(1_000L, recent.json().get("total_count"));
    assertEquals(11L, seqs(recent).get(0));
    assertEquals(1_010L, seqs(recent).get(999));
    assertEquals(1_008L, server.get("/api/v1/history/s/full").json().get("total_count"));
    assertEquals(1_000L, server.get("/api/v1/history/s/metadata").json().get("history_count"));
  }

  @Test
  @DisplayName("[REST17] active is the list of sessions with a connection, and no session's name")
  void active() throws Exception {
    server.post("/api/v1/sessions", "{\"session_id\":\"empty\"}");
    assertEquals("[\"s\"]", server.get("/api/v1/history/active", server.tokens.of("anon_ada")).text());
    assertEquals("[]", server.get("/api/v1/history/active").text());
  }

  @Test
  @DisplayName("[REST18] Metadata has the state and those who are here, nobody who has left")
  void metadata() throws Exception {
    Map<String, Object> metadata = server.get("/api/v1/history/s/metadata").json();
    assertEquals(2L, metadata.get("user_count"));
    assertEquals(3L, metadata.get("history_count"));
    assertEquals(5L, metadata.get("seq"));
    Map<?, ?> state = (Map<?, ?>) metadata.get("state");
    assertEquals(0.02, state.get("kappa"));
    assertEquals(5L, state.get("seq"));
    assertEquals(server.get("/api/v1/history/s").objects("events").get(2).get("timestamp"), state.get("updated_at"));
    ben.leave();
    server.awaitSeq("s", 6);
    assertEquals(1L, server.get("/api/v1/history/s/metadata").json().get("user_count"));
    var unknown = server.get("/api/v1/history/unknown-one/metadata");
    assertEquals(404, unknown.status());
    assertEquals("Session not found", unknown.json().get("detail"));
  }
}
