package io.tutti.e2e;

import static io.tutti.e2e.CollabClient.ROOT;
import static io.tutti.e2e.CollabClient.del;
import static io.tutti.e2e.CollabClient.id;
import static io.tutti.e2e.CollabClient.ins;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Clients of collab-engine edit here, beside native ones")
@ExtendWith(SharedServer.class)
@Timeout(60)
class CollabEngineIT {

  private final String session = "ce-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void leave() throws Exception {
    for (AutoCloseable client : open) {
      client.close();
    }
  }

  private CollabClient open(RunningServer server, String document, String name) {
    return keep(CollabClient.open(server, document, name));
  }

  private CollabClient greet(RunningServer server, String document, String name, long lastSeen) {
    return keep(CollabClient.greet(server, document, name, lastSeen));
  }

  private Client join(RunningServer server, String name) {
    return keep(Client.join(server, session, name));
  }

  private <C extends AutoCloseable> C keep(C client) {
    open.add(client);
    return client;
  }

  @Test
  @DisplayName("[CE1] S and S/main are one document, S/D another; each client is answered with the name that it uses")
  void names(RunningServer server) {
    CollabClient ada = open(server, session, "ada");
    CollabClient ben = open(server, session + "/main", "ben");
    CollabClient cid = open(server, session + "/notes.txt", "cid");
    JsonObject echo = ada.edit("1", ins(ROOT, id(1, "ada"), "A"));
    assertEquals(session, echo.getString("doc_id"));
    assertEquals(session + "/main", ben.echo("1").getString("doc_id"));
    assertEquals(1, cid.edit("1", ins(ROOT, id(1, "cid"), "C")).getInt("server_seq"));
    assertEquals(1, cid.echoes().size());
    assertEquals("C", open(server, session + "/notes.txt", "dan").text().getString("full_text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0007b", "a\u0000"})
  @DisplayName("[CE12] what is no printable text is no hello")
  void noNames(String document, RunningServer server) {
    assertEquals("1002 protocol: invalid hello", greet(server, document, "ada", 0).closing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.py", "notes v1", "проект", "a/b/c", "/main", "日記 📓"})
  @DisplayName("[CE1] any other text names a document of its own, the same for everybody, and is its session's title")
  void anyText(String name, RunningServer server) throws Exception {
    String document = name + session;
    CollabClient ada = open(server, document, "ada");
    JsonObject echo = ada.edit("1", ins(ROOT, id(1, "ada"), "x"));
    assertEquals(document, echo.getString("doc_id"));
    assertEquals("x", open(server, document, "ben").text().getString("full_text"));
    assertEquals("", open(server, document + "2", "cid").text().getString("full_text"));
    byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(document.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String made = "ce-" + java.util.Base64.getUrlEncoder().encodeToString(digest).substring(0, 24);
    CollabClient byId = open(server, made, "dan");
    assertEquals("x", byId.text().getString("full_text"));
    byId.send("2", ins(id(1, "ada"), id(2, "dan"), "y"));
    assertEquals(document, ada.echo("2").getString("doc_id"));
    assertEquals(made, byId.echo("2").getString("doc_id"));
    assertEquals(document, Web.get(server, "/api/v1/sessions/" + made).object().getString("name"));
  }

  @Test
  @DisplayName("[CE29] what is done to the root changes nothing, and its sender gets the echo")
  void root(RunningServer server) {
    CollabClient ada = open(server, session, "ada");
    CollabClient ben = open(server, session, "ben");
    ada.edit("1", ins(ROOT, id(1, "ada"), "x"));
    JsonObject echo = ada.edit("2", CollabClient.del(ROOT));
    assertEquals(1, echo.getInt("server_seq"));
    assertEquals(CollabClient.del(ROOT), echo.getJsonObject("op"));
    JsonObject inserted = ada.edit("3", ins(id(1, "ada"), ROOT, "y"));
    assertEquals(ins(id(1, "ada"), ROOT, "y"), inserted.getJsonObject("op"));
    assertEquals(2, ada.edit("4", ins(id(1, "ada"), id(2, "ada"), "z")).getInt("server_seq"));
    ben.echo("4");
    assertEquals(2, ben.echoes().size(), "nothing has happened to others");
    assertEquals("xz", open(server, session, "cid").text().getString("full_text"));
  }

  @Test
  @DisplayName("[CE6] [CE7] [CE8] a native edit of several runs comes as one echo for each character, numbers never go back, and the text is right")
  void mixed(RunningServer server) {
    Client native1 = join(server, "Nora");
    CollabClient ada = open(server, session, "ada");
    EchoedText text = new EchoedText();
    DocumentWords.store(native1, "r1", DocumentWords.edit("main", 1,
        DocumentWords.ins("Héllo 😀", 1, "n", 0, "root"), DocumentWords.del(6, "n", 1)));
    ada.send("a1", ins(id(5, "n"), id(9, "ada"), "!"));
    native1.inbox().next("the character", message -> message.toString().contains("\"ins\":\"!\""));
    DocumentWords.store(native1, "r2", DocumentWords.edit("main", 1, DocumentWords.ins("?", 10, "n", 9, "ada")));
    ada.echo("r2");
    ada.echoes().forEach(text::hear);
    String stored = DocumentWords.text(native1, "main");
    assertEquals("Héllo!?😀", stored);
    assertEquals(stored, text.toString());
    assertEquals(List.of(), text.faults());
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 1, 2, 3), ada.echoes().stream().map(echo -> echo.getInt("server_seq")).toList());
    assertEquals("r1.1", ada.echoes().get(0).getString("client_msg_id"));
    assertEquals(stored, open(server, session, "ben").text().getString("full_text"));
  }

  @Test
  @DisplayName("[CE7] who lost the connection within an edit gets the whole of it again")
  void brokenOff(RunningServer server) {
    Client nora = join(server, "Nora");
    DocumentWords.store(nora, "r1", DocumentWords.edit("main", 1, DocumentWords.ins("a", 1, "n", 0, "root")));
    DocumentWords.store(nora, "r2", DocumentWords.edit("main", 1, DocumentWords.ins("bcd", 2, "n", 1, "n")));
    CollabClient back = greet(server, session, "ada", 1);
    back.echo("r2.3");
    assertEquals(List.of("b", "c", "d"), back.echoes().stream().map(echo -> echo.getJsonObject("op").getString("value")).toList());
  }

  @Test
  @DisplayName("[CE6] an edit of more than 2,000 characters is not shown: 1013, and the text anew; so is a replay of more")
  void tooMuchAtOnce(RunningServer server) {
    Client nora = join(server, "Nora");
    CollabClient ada = open(server, session, "ada");
    ada.edit("1", ins(ROOT, id(1, "ada"), "x"));
    DocumentWords.store(nora, "r", DocumentWords.edit("main", 1, DocumentWords.ins("y".repeat(2_001), 2, "n", 1, "ada")));
    assertTrue(ada.closing().startsWith("1013 "), ada.closing());
    CollabClient back = greet(server, session, "ada", 1);
    back.inbox().next("resync");
    assertEquals(2_002, back.text().getString("full_text").length());
    DocumentWords.store(nora, "s", DocumentWords.edit("main", 1, DocumentWords.del(2, "n", 1L << 20)));
    assertTrue(back.closing().startsWith("1013 "), back.closing());
  }

  @Test
  @DisplayName("[CE10] a repeated client_msg_id is answered with the first echo, to its sender only, and changes nothing")
  void repeated(RunningServer server) {
    CollabClient ada = open(server, session, "ada");
    CollabClient ben = open(server, session, "ben");
    JsonObject first = ada.edit("m", ins(ROOT, id(1, "ada"), "x"));
    assertEquals(first, ada.edit("m", ins(ROOT, id(1, "ada"), "x")));
    ada.close();
    CollabClient again = open(server, session, "ada");
    assertEquals(first, again.edit("m", ins(ROOT, id(2, "ada"), "y")));
    assertEquals(2, again.edit("n", del(id(1, "ada"))).getInt("server_seq"));
    ben.echo("n");
    assertEquals(2, ben.echoes().size());
    CollabClient elsewhere = open(server, session + "/other", "ada");
    elsewhere.send("m", ins(ROOT, id(1, "ada"), "z"));
    assertEquals("1008 protocol: client_msg_id taken", elsewhere.closing());
  }

  @Test
  @DisplayName("[CE16] a new epoch sends its readers away with 1013; they come back to the text, and nothing old is taken silently")
  void compaction(RunningServer server) {
    Client nora = join(server, "Nora");
    CollabClient ada = open(server, session, "ada");
    DocumentWords.store(nora, "r1", DocumentWords.edit("main", 1,
        DocumentWords.ins("abcd", 1, "n", 0, "root"), DocumentWords.del(2, "n", 2)));
    nora.ask(Messages.withRef(DocumentWords.about("doc:compact", "main"), "c"), "doc:compacted");
    assertTrue(ada.closing().startsWith("1013 "), ada.closing());
    CollabClient back = greet(server, session, "ada", 1);
    back.inbox().next("resync");
    assertEquals("ad", back.text().getString("full_text"));
    assertEquals(2, back.text().getInt("server_seq"));
    back.edit("1", ins(id(2, "e2"), id(9, "ada"), "!"));
    back.edit("2", ins(ROOT, id(9, "bea"), ">"));
    back.send("3", ins(id(4, "n"), id(10, "ada"), "?"));
    assertEquals("1008 protocol: unknown element", back.closing());
    assertEquals(">ad!", DocumentWords.text(nora, "main"));
    CollabClient current = greet(server, session, "cid", 3);
    current.echo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{'type':'ins','parent_id':[0,'root'],'id':[0,'x'],'value':'a'}", "{'type':'ins','parent_id':[0,'root'],'id':[-1,'x'],'value':'a'}",
    "{'type':'ins','parent_id':[0,'root'],'id':[9007199254740992,'x'],'value':'a'}",
    "{'type':'ins','parent_id':[5,'x'],'id':[5,'y'],'value':'a'}", "{'type':'ins','parent_id':[0,'root'],'id':[5.0,'x'],'value':'a'}",
    "{'type':'ins','parent_id':[0,'root'],'id':[true,'x'],'value':'a'}", "{'type':'ins','parent_id':[0,'root'],'id':[5,'x',1],'value':'a'}",
    "{'type':'ins','parent_id':[0,'root'],'id':[5,'x'],'value':''}", "{'type':'ins','parent_id':[0,'root'],'id':[5,'x'],'value':'\\ud83d'}",
    "{'type':'ins','parent_id':[0,'root'],'id':[5,'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr'],'value':'a'}",
    "{'type':'ins','id':[5,'x'],'value':'a'}", "{'type':'mov','id':[5,'x']}", "[]", "null"
  })
  @DisplayName("[CE9] [CE13] [CE15] [CE28] an operation out of range closes its sender with 1002, and others notice nothing")
  void badOperations(String op, RunningServer server) {
    CollabClient ben = open(server, session, "ben");
    CollabClient ada = open(server, session, "ada");
    ada.raw().sendText(("{'type':'op','doc_id':'" + session + "','client_id':'ada','client_msg_id':'1','op':" + op + "}")
        .replace('\'', '"'));
    assertEquals("1002 protocol: invalid message", ada.closing());
    assertEquals(1, ben.edit("1", ins(ROOT, id(1, "ben"), "\u0000")).getInt("server_seq"));
    assertEquals(1, ben.echoes().size());
  }

  @Test
  @DisplayName("[CE15] a taken id with another content closes its sender, whose connection alone it is")
  void takenId(RunningServer server) {
    CollabClient ben = open(server, session, "ben");
    CollabClient ada = open(server, session, "ada");
    ben.edit("1", ins(ROOT, id(1, "ben"), "x"));
    ada.send("1", ins(ROOT, id(1, "ben"), "y"));
    assertEquals("1002 protocol: id taken", ada.closing());
    assertEquals(2, ben.edit("2", ins(ROOT, id(1, "ben"), "x")).getInt("server_seq"));
  }

  @Test
  @DisplayName("[CE2] names have 1 to 256 characters and are printable; the longest work")
  void longNames(RunningServer server) {
    String longest = "é".repeat(256);
    CollabClient ada = open(server, session, longest);
    assertEquals(longest, ada.edit(longest, ins(ROOT, id(1, "a"), "x")).getString("origin_client_id"));
    assertEquals("1002 protocol: invalid hello", greet(server, session, longest + "é", 0).closing());
    assertEquals("1002 protocol: invalid hello", greet(server, session, "a\tb", 0).closing());
    ada.send(longest + "é", del(id(1, "a")));
    assertEquals("1002 protocol: invalid message", ada.closing());
  }

  @Test
  @DisplayName("[CE19] a viewer reads, and is closed with 1008 when it edits; a refused token is 4401")
  void viewers(RunningServer server) {
    String token = Web.token(server, "Host");
    String quiet = Web.session(server, Json.createObjectBuilder().add("default_role", "viewer").build(),
        "Authorization", "Bearer " + token);
    CollabClient ada = open(server, quiet, "ada");
    ada.send("1", ins(ROOT, id(1, "ada"), "x"));
    assertEquals("1008 protocol: forbidden", ada.closing());
    String address = CollabClient.address(server) + "?token=";
    CollabClient host = keep(CollabClient.greet(java.net.URI.create(address + token), quiet, "host", 0));
    assertEquals(1, host.edit("1", ins(ROOT, id(1, "h"), "x")).getInt("server_seq"));
    assertEquals(4401, keep(CollabClient.greet(java.net.URI.create(address + "nonsense"), quiet, "x", 0)).inbox()
        .awaitClose(Inbox.PATIENCE));
  }

  @Test
  @DisplayName("[CE18] who comes without a token is a guest called as the client, whom the others see come and go")
  void guests(RunningServer server) {
    Client nora = join(server, "Nora");
    CollabClient ada = open(server, session, "ada");
    JsonObject user = Messages.payload(nora.inbox().next("session:joined")).getJsonObject("user");
    assertEquals("ada", user.getString("name"));
    ada.close();
    assertEquals(user.getString("id"), Messages.payload(nora.inbox().next("session:left")).getString("userId"));
  }
}
