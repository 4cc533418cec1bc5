package io.tutti.edge.websocket.collabengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.documents.DocumentEvent;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EchoesTest {

  private static final DocumentId DOCUMENT = DocumentId.of("s");

  private static List<String> echoes(@Nullable String ref, Operation... operations) {
    return echoesOfLog(0, ref, operations);
  }

  private static List<String> echoesOfLog(int generation, @Nullable String ref, Operation... operations) {
    var edited = new DocumentEvent.Edited("main", 1, 7, List.of(operations));
    ClientId client = new ClientId("c");
    Entry entry = new Entry(30, 0, new UserId("u"), ref == null ? null : client, ref,
        new Event.DocumentChanged(new UserId("u"), client, edited));
    return Echoes.of(DOCUMENT, new Numbering(DOCUMENT.form(), generation), entry, edited);
  }

  @Test
  @DisplayName("[CE6] one operation on one character is one echo, its members in the order of the original")
  void single() {
    assertEquals(List.of("{\"type\":\"op_echo\",\"doc_id\":\"s\",\"server_seq\":7,\"origin_client_id\":\"c\",\"client_msg_id\":\"m\","
        + "\"op\":{\"type\":\"ins\",\"parent_id\":[0,\"root\"],\"id\":[1,\"é\"],\"value\":\"\\u0000\"}}"),
        echoes("m", new Insert("\0", new ElementId(1, "é"), ElementId.ROOT)));
  }

  @Test
  @DisplayName("[CE6] [CE7] runs become characters that stand after each other; all but the last have the number before")
  void runs() {
    List<String> echoes = echoes(null, new Insert("a😀", new ElementId(4, "n"), new ElementId(2, "m")),
        new Delete(List.of(new Span(8, "x", 2))));
    String head = "{\"type\":\"op_echo\",\"doc_id\":\"s\",\"server_seq\":%d,\"origin_client_id\":\"c\",\"client_msg_id\":\"seq-30.%d\",\"op\":";
    assertEquals(List.of(
        head.formatted(6, 1) + "{\"type\":\"ins\",\"parent_id\":[2,\"m\"],\"id\":[4,\"n\"],\"value\":\"a\"}}",
        head.formatted(6, 2) + "{\"type\":\"ins\",\"parent_id\":[4,\"n\"],\"id\":[5,\"n\"],\"value\":\"😀\"}}",
        head.formatted(6, 3) + "{\"type\":\"del\",\"id\":[8,\"x\"]}}",
        head.formatted(7, 4) + "{\"type\":\"del\",\"id\":[9,\"x\"]}}"), echoes);
  }

  @Test
  @DisplayName("[CE6] deletions are counted, not made out, where they are too many to be shown")
  void counted() {
    var span = new Span(1, "x", 1L << 52);
    assertEquals(1L << 53, Echoes.characters(
        new DocumentEvent.Edited("main", 1, 1, List.of(new Delete(List.of(span)), new Delete(List.of(span))))));
  }

  @Test
  @DisplayName("[CE31] Numbers of a later log begin at its generation times 2^32, and those of other logs mean nothing in it")
  void numbersOfALaterLog() {
    String echo = echoesOfLog(2, "m", new Insert("a", new ElementId(1, "c"), ElementId.ROOT)).get(0);
    assertTrue(echo.contains("\"server_seq\":" + ((2L << 32) + 7) + ","), echo);
    Numbering numbering = new Numbering(DOCUMENT.form(), 2);
    assertEquals(7, numbering.meant(numbering.told(7)));
    assertEquals(0, numbering.meant(7));
    assertEquals(0, numbering.meant((1L << 32) + 7));
    assertEquals(0, numbering.meant((3L << 32) + 7));
    assertEquals(0, numbering.meant(Long.MAX_VALUE));
    assertEquals(7, new Numbering(DOCUMENT.form(), 0).meant(7));
  }

  @Test
  @DisplayName("[CE29] [CE31] The echo of what is done to the root has the last number of its log")
  void ofTheRoot() {
    DocumentMessage.Op op = new DocumentMessage.Op("s", "c", "m", new Delete(List.of(new Span(0, "root", 1))));
    assertTrue(op.isOnRoot());
    String echo = Echoes.ofNothing(DOCUMENT, new Numbering(DOCUMENT.form(), 1), 7, op);
    assertTrue(echo.contains("\"server_seq\":" + ((1L << 32) + 7) + ","), echo);
  }
}
