package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Native clients edit documents together")
@ExtendWith(SharedServer.class)
@Timeout(60)
class DocumentsIT {

  private final String session = "doc-" + UUID.randomUUID().toString().substring(0, 8);
  private Client ada;
  private Client ben;

  @BeforeEach
  void join(RunningServer server) {
    ada = Client.join(server, session, "Ada");
    ben = Client.join(server, session, "Ben");
  }

  @AfterEach
  void leave() {
    ada.close();
    ben.close();
  }

  private static JsonObject hello(String document) {
    return DocumentWords.edit(document, 1, DocumentWords.ins("hello", 1, "a", 0, "root"));
  }

  @Test
  @DisplayName("[DOC1] [DOC4] [DOC6] [DOC14] [DOC20] open, edit, list, close: everybody hears of an edit, which has the next docSeq of its document")
  void editing() {
    JsonObject own = DocumentWords.store(ada, "r1", hello("main"));
    JsonObject others = ben.inbox().next("doc:ops");
    assertEquals(Messages.payload(own), Messages.payload(others));
    assertEquals(1, Messages.payload(others).getInt("docSeq"));
    assertEquals(ada.userId(), Messages.payload(others).getString("userId"));
    DocumentWords.store(ben, "r1", DocumentWords.edit("main", 1, DocumentWords.del(1, "a", 1), DocumentWords.ins("J", 6, "b", 0, "root")));
    DocumentWords.store(ben, "r2", hello("notes.txt"));
    JsonObject state = DocumentWords.state(ada, "main");
    assertEquals("Jello", state.getString("text"));
    assertEquals("[[6,\"b\",1,0,[0,\"root\"]],[1,\"a\",1,1,[0,\"root\"]],[2,\"a\",4,0]]", state.getJsonArray("runs").toString());
    assertEquals("[{\"doc\":\"main\",\"docSeq\":2,\"length\":5,\"epoch\":1},{\"doc\":\"notes.txt\",\"docSeq\":1,\"length\":5,\"epoch\":1}]",
        Messages.payload(ada.ask(Messages.message("doc:list"), "doc:list")).getJsonArray("docs").toString());
    ada.ask(DocumentWords.about("doc:close", "main"), "ack");
  }

  @Test
  @DisplayName("[DOC7] who opens with what it has gets what it missed, and nothing twice")
  void openingSince() {
    DocumentWords.store(ada, "r1", hello("main"));
    DocumentWords.store(ada, "r2", DocumentWords.edit("main", 1, DocumentWords.ins("!", 6, "a", 5, "a")));
    ben.state();
    ben.send(Messages.withRef(Messages.message("doc:open", Json.createObjectBuilder().add("doc", "main")
        .add("since", Json.createObjectBuilder().add("epoch", 1).add("docSeq", 1)).build()), "o"));
    assertEquals(2, Messages.payload(ben.inbox().next("doc:ops")).getInt("docSeq"));
    ben.inbox().next("ack o", message -> message.getString("ref", "").equals("o"));
  }

  @Test
  @DisplayName("[DOC3] [DOC9] an edit that is repeated takes effect once; one with a wrong operation not at all")
  void retries() {
    JsonObject first = DocumentWords.store(ada, "r1", hello("main"));
    assertEquals(first, DocumentWords.store(ada, "r1", hello("main")));
    ada.send(DocumentWords.edit("main", 1, DocumentWords.ins("!", 6, "a", 5, "a"), DocumentWords.ins("?", 1, "a", 0, "root")));
    assertEquals("id_taken", Messages.code(ada.inbox().next("error")));
    assertEquals("hello", DocumentWords.state(ben, "main").getString("text"));
    assertEquals(1, DocumentWords.state(ben, "main").getInt("docSeq"));
  }

  @Test
  @DisplayName("[DOC11] [DOC12] a compaction begins a new epoch with the same text; edits of the old one are stale; only a host may")
  void compaction() {
    DocumentWords.store(ada, "r1", DocumentWords.edit("main", 1,
        DocumentWords.ins("hello", 1, "a", 0, "root"), DocumentWords.del(1, "a", 1)));
    ben.send(DocumentWords.about("doc:compact", "main"));
    assertEquals("forbidden", Messages.code(ben.inbox().next("error")));
    ada.send(Messages.withRef(DocumentWords.about("doc:compact", "main"), "c"));
    JsonObject compacted = Messages.payload(ben.inbox().next("doc:compacted"));
    assertEquals(2, compacted.getInt("epoch"));
    ben.send(Messages.withRef(DocumentWords.edit("main", 1, DocumentWords.ins("!", 6, "b", 5, "a")), "late"));
    JsonObject stale = ben.inbox().next("doc:stale");
    assertEquals("late", stale.getString("ref"));
    assertEquals(2, Messages.payload(stale).getInt("epoch"));
    JsonObject state = DocumentWords.state(ben, "main");
    assertEquals("ello", state.getString("text"));
    assertEquals("[[1,\"e2\",4,0,[0,\"root\"]]]", state.getJsonArray("runs").toString());
    DocumentWords.store(ben, "again", DocumentWords.edit("main", 2, DocumentWords.ins("!", 6, "b", 4, "e2")));
    assertEquals("ello!", DocumentWords.text(ada, "main"));
  }

  @Test
  @DisplayName("[DOC12] a document of which more than half is deleted is compacted by itself, once nobody has edited it for 3 s")
  void compactedByItself() {
    DocumentWords.store(ada, "r1", DocumentWords.edit("main", 1, DocumentWords.ins("x".repeat(12_000), 1, "a", 0, "root")));
    DocumentWords.store(ada, "r2", DocumentWords.edit("main", 1, DocumentWords.del(1, "a", 11_990)));
    ben.inbox().next("doc:compacted");
    JsonObject state = DocumentWords.state(ben, "main");
    assertEquals("x".repeat(10), state.getString("text"));
    assertEquals(1, state.getJsonArray("runs").size());
  }

  @Test
  @DisplayName("[DOC16] the text is to be had as it was after any place of the log, across epochs")
  void past() {
    long first = Messages.seq(DocumentWords.store(ada, "r1", hello("main")));
    long second = Messages.seq(DocumentWords.store(ada, "r2", DocumentWords.edit("main", 1, DocumentWords.del(2, "a", 4))));
    long third = Messages.seq(ada.ask(Messages.withRef(DocumentWords.about("doc:compact", "main"), "c"), "doc:compacted"));
    assertEquals("hello", Messages.payload(ben.ask(DocumentWords.at("main", first), "doc:text")).getString("text"));
    assertEquals("h", Messages.payload(ben.ask(DocumentWords.at("main", second), "doc:text")).getString("text"));
    assertEquals("h", Messages.payload(ben.ask(DocumentWords.at("main", third), "doc:text")).getString("text"));
    assertEquals("", Messages.payload(ben.ask(DocumentWords.at("main", first - 1), "doc:text")).getString("text"));
    ben.send(DocumentWords.at("main", third + 1_000));
    assertEquals("not_found", Messages.code(ben.inbox().next("error")));
  }

  @Test
  @DisplayName("[ROLE1] a viewer reads documents and does not change them")
  void viewers(RunningServer server) {
    DocumentWords.store(ada, "r1", hello("main"));
    ada.ask(Messages.withRef(Messages.message("participant:role",
        Json.createObjectBuilder().add("userId", ben.userId()).add("role", "viewer").build()), "role"), "participant:role");
    ben.send(DocumentWords.edit("main", 1, DocumentWords.ins("!", 6, "b", 5, "a")));
    assertEquals("forbidden", Messages.code(ben.inbox().next("error")));
    assertEquals("hello", DocumentWords.state(ben, "main").getString("text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "invalid_op {'ins':'x','id':[0,'b'],'after':[0,'root']}", "invalid_op {'ins':'x','id':[-1,'b'],'after':[0,'root']}",
    "invalid_op {'ins':'x','id':[9007199254740992,'b'],'after':[0,'root']}", "invalid_op {'ins':'x','id':[3,'b'],'after':[3,'a']}",
    "invalid_op {'ins':'x','id':[9,'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr'],'after':[0,'root']}",
    "invalid_op {'ins':'','id':[9,'b'],'after':[0,'root']}", "invalid_op {'del':[]}", "invalid_op {'del':[[0,'root',1]]}",
    "invalid_op {'del':[[1,'a',0]]}", "id_taken {'ins':'jello','id':[1,'a'],'after':[0,'root']}",
    "bad_message {'ins':'\\ud83d','id':[9,'b'],'after':[0,'root']}", "bad_message {'ins':'x','id':[1.5,'b'],'after':[0,'root']}",
    "bad_message {'ins':'x','id':[9,'b']}", "bad_message {'ins':'x','del':[]}", "bad_message {'id':[9,'b']}", "bad_message 7"
  })
  @DisplayName("[DOC2] [DOC9] [DOC19] an operation out of range is refused, and nothing has changed")
  void badOperations(String refused) {
    DocumentWords.store(ada, "r1", hello("main"));
    String op = refused.substring(refused.indexOf(' ') + 1).replace('\'', '"');
    assertEquals(refused.substring(0, refused.indexOf(' ')),
        ben.refusal("{\"type\":\"doc:edit\",\"payload\":{\"doc\":\"main\",\"epoch\":1,\"ops\":[" + op + "]}}"));
    JsonObject state = DocumentWords.state(ben, "main");
    assertEquals("hello", state.getString("text"));
    assertEquals(1, state.getInt("docSeq"));
  }

  @Test
  @DisplayName("[DOC1] [DOC11] a name that no document may have, and an epoch that never was")
  void badNames() {
    assertEquals("bad_message", ben.refusal(DocumentWords.open("a b").toString()));
    assertEquals("bad_message", ben.refusal(DocumentWords.open("n".repeat(129)).toString()));
    assertEquals("bad_message", ben.refusal(DocumentWords.edit("main", -9_223_372_036_854_775_808L, DocumentWords.del(1, "a", 1)).toString()));
    ben.ask(DocumentWords.edit("main", 0, DocumentWords.del(1, "a", 1)), "doc:stale");
    ben.ask(DocumentWords.edit("main", 7, DocumentWords.del(1, "a", 1)), "doc:stale");
  }

  @Test
  @DisplayName("[DOC5] what waits is bounded: beyond 10,000 a client is told to open anew, however it came to that")
  void waiting() {
    for (int batch = 0; batch < 11; batch++) {
      JsonObject[] ops = new JsonObject[1_000];
      for (int n = 0; n < ops.length; n++) {
        ops[n] = DocumentWords.ins("x", 10 + 3L * (1_000 * batch + n), "b", 9 + 3L * (1_000 * batch + n), "nobody");
      }
      ben.send(Messages.withRef(DocumentWords.edit("main", 1, ops), "w" + batch));
    }
    JsonObject refused = ben.inbox().next("doc:stale");
    assertEquals("w10", refused.getString("ref"));
    assertTrue(Messages.payload(refused).getBoolean("resync"));
    assertEquals("", DocumentWords.state(ada, "main").getString("text"));
    DocumentWords.store(ada, "r1", hello("main"));
  }
}
