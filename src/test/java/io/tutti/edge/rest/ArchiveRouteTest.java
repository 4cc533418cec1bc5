package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.documents.DocumentCommand;
import io.tutti.edge.rest.archives.ArchiveFile;
import io.tutti.hub.Origin;
import io.tutti.hub.Outcome;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Past;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;
import io.tutti.state.StateCommand;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sessions out and in again: Ada is host of a session with a bit of everything, Ben takes part. */
class ArchiveRouteTest {

  private static final SessionId ID = new SessionId("s");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BEN = new UserId("ben");

  private RestServer server;
  private String host;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
    host = server.tokens.of("ada");
    server.post("/api/v1/sessions", "{\"session_id\":\"s\",\"name\":\"Rehearsal\",\"retention_days\":30}", host);
    server.join("s", "ada").set("mu", 0.6);
    server.join("s", "ben").set("omega", 0.7);
    perform(BEN, new Command.Converse(new ConversationCommand.Send("Hello \uD83C\uDFB6", null, Message.Kind.CHAT, null)));
    perform(ADA, new Command.ChangeProfile(Map.of(ProfileField.TITLE, "Evening")));
    perform(ADA, new Command.PatchState(new StateCommand.Patch(Map.of("door", Map.of("open", true)), null)));
    perform(BEN, new Command.ChangeDocument(new DocumentCommand.Edit("main", 1,
        List.of(new Insert("text", new ElementId(1, "r"), ElementId.ROOT)), true), null));
    perform(ADA, new Command.ChangeRole(BEN, Role.VIEWER));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private void perform(UserId user, Command command) {
    Outcome outcome = server.hub.perform(ID, Origin.of(user, null), command).orElseThrow();
    assertTrue(outcome instanceof Outcome.Done, String.valueOf(outcome));
  }

  private byte[] exported(String session) throws Exception {
    HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(
        server.to("/api/v1/sessions/" + session + "/export").header("Authorization", "Bearer " + host).build(),
        HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode());
    assertEquals("application/zip", answer.headers().firstValue("Content-Type").orElse(""));
    return answer.body();
  }

  private RestServer.Reply imported(byte[] archive, String token) throws Exception {
    return server.send(server.to("/api/v1/sessions/import").header("Content-Type", "application/zip")
        .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofByteArray(archive)));
  }

  private SessionId twin(String token) throws Exception {
    RestServer.Reply reply = imported(exported("s"), token);
    assertEquals(200, reply.status(), reply.text());
    return new SessionId((String) reply.json().get("session_id"));
  }

  private static Map<String, byte[]> parts(byte[] archive) throws Exception {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  private static byte[] zip(Map<String, byte[]> parts) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private byte[] with(String part, String from, String to) throws Exception {
    Map<String, byte[]> parts = parts(exported("s"));
    String content = new String(parts.get(part), StandardCharsets.UTF_8);
    assertTrue(content.contains(from), content);
    parts.put(part, content.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return zip(parts);
  }

  private SessionState past(SessionId session, long seq) {
    Past past = Past.of(new SessionLog(server.journal, session), seq);
    assertTrue(past instanceof Past.Found, () -> seq + ": " + past);
    return ((Past.Found) past).state();
  }

  private List<Entry> log(SessionId session) {
    return server.journal.read(session, 1, Long.MAX_VALUE, 1_000).stream()
        .map(entry -> new Entry(entry.seq(), entry.at(), entry.user(), null, null, entry.event())).toList();
  }

  @Test
  @DisplayName("[DP1] [DP2] The twin of an archive has the same log and, at every place, the same state")
  void twinsAreEqualAtEveryPlace() throws Exception {
    SessionId twin = twin(host);
    List<Entry> log = log(ID);
    assertTrue(log.size() >= 9, log.toString());
    assertEquals(log, log(twin));
    for (long seq = 0; seq <= log.size(); seq++) {
      assertEquals(past(ID, seq).snapshot(), past(twin, seq).snapshot(), "at " + seq);
    }
    assertEquals((long) log.size(), server.get("/api/v1/sessions/" + twin).json().get("current_seq"), "seq");
  }

  @Test
  @DisplayName("[DP2] Whoever brings a session in is its host, and joining goes on after its last place")
  void theImporterIsHost() throws Exception {
    String other = server.tokens.of("carol");
    SessionId twin = twin(other);
    assertEquals(Role.HOST, past(twin, 9).roles().get(new UserId("carol")));
    long end = server.hub.report(twin).orElseThrow().view().seq();
    server.join(twin.value(), "carol").set("kappa", 0.03);
    assertTrue(server.hub.report(twin).orElseThrow().view().seq() > end);
    assertEquals(200, server.delete("/api/v1/sessions/" + twin, other).status());
  }

  @Test
  @DisplayName("[DP2] A session whose past was forgotten comes over with what is retained")
  void aForgottenPastStaysForgotten() throws Exception {
    SessionSnapshot snapshot = past(ID, 4).snapshot();
    server.journal.forget(ID, snapshot);
    SessionId twin = twin(host);
    assertEquals(4, server.journal.retainedAfter(twin));
    assertEquals(log(ID), log(twin));
    assertEquals(past(ID, log(ID).get(log(ID).size() - 1).seq()).snapshot(), past(twin, 4 + log(ID).size()).snapshot());
  }

  @Test
  @DisplayName("[DP1] An archive is for who may delete the session; an unknown one is 404")
  void archivesAreForHosts() throws Exception {
    assertEquals(403, server.get("/api/v1/sessions/s/export", server.tokens.of("ben")).status());
    assertEquals(401, server.get("/api/v1/sessions/s/export").status());
    assertEquals(404, server.get("/api/v1/sessions/none/export", host).status());
  }

  @Test
  @DisplayName("[DP1] Names that clients gave themselves are not in an archive")
  void clientsAreNotTold() throws Exception {
    for (Map.Entry<String, byte[]> part : parts(exported("s")).entrySet()) {
      assertFalse(new String(part.getValue(), StandardCharsets.UTF_8).contains("c-ada"), part.getKey());
    }
  }

  @Test
  @DisplayName("[DP3] What does not fit is refused with its place, and nothing is stored")
  void damagedArchivesAreRefused() throws Exception {
    int before = server.journal.list(null, 100).size();
    Map<String, byte[]> damaged = new HashMap<>();
    damaged.put("another format", with("manifest.json", "tutti-session", "other"));
    damaged.put("another end", with("manifest.json", "\"retainedAfter\":0", "\"retainedAfter\":2"));
    damaged.put("no end", with("manifest.json", "\"seq\":", "\"seq\":9"));
    damaged.put("a hole", with("log.ndjson", "{\"seq\":3,", "{\"seq\":4,"));
    damaged.put("an unknown event", with("log.ndjson", "\"param:broadcast\"", "\"param:nothing\""));
    damaged.put("a role", with("log.ndjson", "\"viewer\"", "\"emperor\""));
    damaged.put("a schema", with("description.json", "\"initial\"", "\"final\""));
    damaged.put("a number", with("log.ndjson", "\"mu\":0.6", "\"mu\":1e999"));
    damaged.put("no archive", "no archive".getBytes(StandardCharsets.UTF_8));
    damaged.put("empty", zip(Map.of("other", new byte[0])));
    damaged.put("no bytes", new byte[0]);
    for (Map.Entry<String, byte[]> archive : damaged.entrySet()) {
      RestServer.Reply reply = imported(archive.getValue(), host);
      assertEquals(422, reply.status(), archive.getKey() + " " + reply.text());
    }
    assertEquals(before, server.journal.list(null, 100).size());
  }

  @Test
  @DisplayName("[DP4] What grows beyond its bounds when it is unpacked is 413, whatever the archive says")
  void bombsAreRefused() throws Exception {
    Map<String, byte[]> parts = parts(exported("s"));
    parts.put("log.ndjson", new byte[ArchiveFile.MAX_LINE_BYTES + 1]);
    RestServer.Reply line = imported(zip(parts), host);
    assertEquals(413, line.status(), line.text());
    parts = parts(exported("s"));
    parts.put("description.json", new byte[ArchiveFile.MAX_PART_BYTES + 1]);
    byte[] bomb = zip(parts);
    assertTrue(bomb.length < 200_000, "small: " + bomb.length);
    assertEquals(413, imported(bomb, host).status());
  }

  @Test
  @DisplayName("[DP5] A session does not come into a team that its importer need not be in")
  void teamsStayBehind() throws Exception {
    perform(ADA, new Command.ChangeProfile(Map.of(ProfileField.TEAM, "team-1"), "team-1"));
    SessionId twin = twin(host);
    assertEquals(null, past(twin, log(twin).size()).profile().text(ProfileField.TEAM));
  }

  @Test
  @DisplayName("[DP4] Another type is 415, and without anonymous access a token is asked for")
  void onlyArchives() throws Exception {
    assertEquals(415, server.post("/api/v1/sessions/import", "{}", host).status());
    try (RestServer closed = new RestServer(false, "")) {
      assertEquals(401, closed.send(closed.to("/api/v1/sessions/import").header("Content-Type", "application/zip")
          .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3]))).status());
    }
  }
}
