package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tutti.hub.Ending;
import io.tutti.hub.Notice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BansRouteTest {

  private static RestServer server;
  private String host;
  private String session;
  private String bans;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void session() throws Exception {
    host = server.tokens.of("anon_host");
    session = (String) server.post("/api/v1/sessions", "{}", host).json().get("session_id");
    bans = "/api/v1/sessions/" + session + "/bans";
  }

  private Map<String, Object> listed() throws Exception {
    var reply = server.get(bans, host);
    assertEquals(200, reply.status(), reply.text());
    return reply.json();
  }

  private RestServer.Reply ban(String body) throws Exception {
    return server.post(bans, body, host);
  }

  @Test
  @DisplayName("[BAN1] [BAN3] Hosts see who is banned, since when and by whom; others do not")
  void listed_() throws Exception {
    Visitor mallory = server.join(session, "anon_mallory");
    assertEquals(200, ban("{\"user_id\":\"anon_mallory\"}").status());
    assertEquals(Ending.BANNED, mallory.ending());
    assertEquals(200, ban("{\"user_id\":\"never_here\"}").status());
    List<?> all = (List<?>) listed().get("bans");
    assertEquals(2, all.size());
    Map<?, ?> first = (Map<?, ?>) all.get(1);
    assertEquals("Name of anon_mallory", first.get("name"));
    assertEquals("anon_host", first.get("by"));
    assertNotNull(first.get("since"));
    assertEquals("never_here", ((Map<?, ?>) all.get(0)).get("user_id"));
    assertEquals(403, server.get(bans, server.tokens.of("anon_other")).status());
    assertEquals(401, server.get(bans).status());
    assertEquals(404, server.get("/api/v1/sessions/nowhere/bans", host).status());
    assertEquals(403, server.post(bans, "{\"user_id\":\"anon_host\"}", server.tokens.of("anon_other")).status());
  }

  @Test
  @DisplayName("[BAN2] A ban is lifted once")
  void lifted() throws Exception {
    ban("{\"user_id\":\"anon_mallory\"}");
    assertEquals(403, server.delete(bans + "/anon_mallory", server.tokens.of("anon_other")).status());
    assertEquals(200, server.delete(bans + "/anon_mallory", host).status());
    assertEquals(List.of(), listed().get("bans"));
    assertEquals(404, server.delete(bans + "/anon_mallory", host).status());
    server.join(session, "anon_mallory").leave();
  }

  @Test
  @DisplayName("[BAN4] [BAN5] With the address nobody comes in from there but who has an account or a role, until it is let in again")
  void address() throws Exception {
    Visitor mallory = Visitor.from("192.0.2.7", server.hub, session, "anon_mallory", true);
    mallory.told(Notice.Welcomed.class);
    Map<String, Object> done = ban("{\"user_id\":\"anon_mallory\",\"block_address_hours\":24}").json();
    assertEquals(1L, done.get("addresses_blocked"));
    assertEquals(Ending.NOT_ALLOWED, Visitor.from("192.0.2.7", server.hub, session, "anon_new", true).ending());
    Visitor.from("192.0.2.8", server.hub, session, "anon_new", true).told(Notice.Welcomed.class);
    Visitor.from("192.0.2.7", server.hub, session, "account", false).told(Notice.Welcomed.class);
    server.put("/api/v1/sessions/" + session + "/participants/anon_friend", "{\"role\":\"viewer\"}", host);
    Visitor.from("192.0.2.7", server.hub, session, "anon_friend", true).told(Notice.Welcomed.class);
    assertFalse(server.get(bans, host).text().contains("192.0.2"), "hosts do not learn addresses");
    Map<?, ?> block = (Map<?, ?>) ((List<?>) listed().get("addresses")).get(0);
    assertEquals("anon_mallory", block.get("user_id"));
    assertNotNull(block.get("until"));
    assertEquals(200, server.delete(bans + "/addresses/" + block.get("id"), host).status());
    assertEquals(404, server.delete(bans + "/addresses/" + block.get("id"), host).status());
    Visitor.from("192.0.2.7", server.hub, session, "anon_newer", true).told(Notice.Welcomed.class);
  }

  @Test
  @DisplayName("[BAN4] The address is known of who has just left, and of somebody who was never here none is")
  void goneAlready() throws Exception {
    Visitor here = Visitor.from("192.0.2.20", server.hub, session, "anon_here", true);
    here.told(Notice.Welcomed.class);
    Visitor gone = Visitor.from("2001:db8::9", server.hub, session, "anon_gone", true);
    gone.told(Notice.Welcomed.class);
    gone.leave();
    assertEquals(0L, ban("{\"user_id\":\"anon_stranger\",\"block_address_hours\":1}").json().get("addresses_blocked"));
    assertEquals(1L, ban("{\"user_id\":\"anon_gone\",\"block_address_hours\":1}").json().get("addresses_blocked"));
    assertEquals(Ending.NOT_ALLOWED, Visitor.from("2001:db8::8", server.hub, session, "anon_again", true).ending());
    assertEquals(422, ban("{\"user_id\":\"anon_x\",\"block_address_hours\":0}").status());
    assertEquals(422, ban("{\"user_id\":\"anon_x\",\"block_address_hours\":721}").status());
    assertEquals(422, ban("{}").status());
  }

  @Test
  @DisplayName("[BAN6] A new link lets people in, the bare one and old invitations do no longer; who has a role stays")
  void renewed() throws Exception {
    server.put("/api/v1/sessions/" + session + "/participants/anon_friend", "{\"role\":\"editor\"}", host);
    String old = (String) server.post("/api/v1/sessions/" + session + "/invites", "{\"role\":\"viewer\"}", host).json().get("token");
    assertEquals(403, server.post("/api/v1/sessions/" + session + "/link", "", server.tokens.of("anon_friend")).status());
    var renewed = server.post("/api/v1/sessions/" + session + "/link", "", host);
    assertEquals(200, renewed.status(), renewed.text());
    assertEquals("members", server.get("/api/v1/sessions/" + session, host).json().get("admission"));
    assertEquals(Ending.NOT_ALLOWED, Visitor.from("192.0.2.9", server.hub, session, "anon_new", true).ending());
    server.join(session, "anon_friend").leave();
    long now = System.currentTimeMillis();
    var id = new io.tutti.identity.SessionId(session);
    var user = new io.tutti.identity.UserId("anon_new");
    assertEquals(java.util.Optional.empty(), server.invites.look(id, old, user, now));
    assertEquals("editor", server.invites.look(id, (String) renewed.json().get("token"), user, now).orElseThrow().role().word());
  }
}
