package io.tutti.edge.websocket.collabengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageDecoderTest {

  private static final String OP = "{\"type\":\"op\",\"doc_id\":\"s\",\"client_id\":\"c\",\"client_msg_id\":\"m\","
      + "\"op\":{\"type\":\"ins\",\"parent_id\":[0,\"root\"],\"id\":[7,\"c\"],\"value\":\"😀\"}}";

  private static ClientMessage read(String text) {
    return new ClientMessageDecoder().decode(text.replace('\'', '"'));
  }

  @Test
  @DisplayName("[CE2] [CE9] a hello and an operation are read as they stand; what is not known is passed over")
  void valid() {
    var hello = assertInstanceOf(ClientMessage.Hello.class, read("{'type':'hello','doc_id':'s/d.txt','client_id':'c','extra':[1]}"));
    assertEquals("s", hello.document().session().value());
    assertEquals("d.txt", hello.document().document());
    assertEquals(0, hello.lastSeen());
    var op = assertInstanceOf(DocumentMessage.Op.class, read(OP));
    assertEquals(new Insert("😀", new ElementId(7, "c"), ElementId.ROOT), op.operation());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "[]", "null", "{", "{}", "{'type':'hello'}", "{'type':3}", "{'type':'hello','doc_id':'s','client_id':''}",
    "{'type':'hello','doc_id':'s','client_id':'c','last_seen_server_seq':null}",
    "{'type':'hello','doc_id':'s','client_id':'c','last_seen_server_seq':-1}",
    "{'type':'hello','doc_id':'s','client_id':'c','last_seen_server_seq':1.0}",
    "{'type':'hello','doc_id':'s','client_id':'c','last_seen_server_seq':true}",
    "{'type':'hello','doc_id':'s','client_id':'c'} x", "{'type':'hello','doc_id':'s','doc_id':'s','client_id':'c'}",
    "{'type':'op','doc_id':'s','client_id':'c','client_msg_id':'m'}",
    "{'type':'op','doc_id':'s','client_id':'c','client_msg_id':'','op':{'type':'del','id':[1,'c']}}",
    "{'type':'op','doc_id':'s','client_id':'c','client_msg_id':'m','op':{'type':'del','id':['1','c']}}"
  })
  @DisplayName("[CE2] [CE9] [CE11] [CE13] what is no message is invalid")
  void invalid(String text) {
    assertInstanceOf(ClientMessage.Invalid.class, read(text));
  }

  @Property
  @Label("[CE13] whatever comes is read without failing")
  void anything(@ForAll String text) {
    assertInstanceOf(ClientMessage.Invalid.class, new ClientMessageDecoder().decode(text));
  }

  @Property
  @Label("[CE13] whatever becomes of a message on the way is read without failing, and an operation has one character")
  void mutated(@ForAll @IntRange(max = 140) int place, @ForAll @CharRange(from = ' ', to = '~') char other) {
    StringBuilder text = new StringBuilder(OP);
    text.setCharAt(place % OP.length(), other);
    if (new ClientMessageDecoder().decode(text.toString()) instanceof DocumentMessage.Op op && op.operation() instanceof Insert insert) {
      assertEquals(1, insert.text().codePointCount(0, insert.text().length()));
      assertTrue(op.messageId().length() <= ClientMessageDecoder.MAX_NAME_LENGTH);
    }
  }
}
