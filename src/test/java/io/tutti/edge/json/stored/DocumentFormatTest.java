package io.tutti.edge.json.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tutti.documents.DocumentEvent;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.session.Event;
import io.tutti.text.Forest;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DocumentFormatTest {

  private static DocumentEvent readBack(DocumentEvent event) throws MalformedJson {
    Event read = StoredEvents.read(DocumentFormat.type(event), StoredEvents.payload(new Event.DocumentChanged(null, null, event)));
    return ((Event.DocumentChanged) read).change();
  }

  @Property(tries = 200)
  @Label("[DOC19] Any event that was written is read back")
  void eventsAreReadBack(@ForAll @IntRange(min = 1, max = 60) int inserts, @ForAll Random random) throws MalformedJson {
    DocumentEvent event = new DocumentEvent.Edited("d", 1, 1, Forest.grow(inserts, random));
    assertEquals(event, readBack(event));
  }

  @Example
  @Label("[DOC19] A stored event that is damaged is refused")
  void damaged() {
    for (String payload : List.of("{}", "{\"doc\":\"main\"}", "{\"doc\":7,\"epoch\":1,\"docSeq\":1}",
        "{\"doc\":\"main\",\"epoch\":1,\"docSeq\":-1}", "{\"doc\":\"main\",\"epoch\":1,\"docSeq\":1}")) {
      assertThrows(MalformedJson.class, () -> DocumentFormat.event(
          "doc:ops", new JsonObject("payload", JsonText.readObject(payload))), payload);
    }
    assertFalse(DocumentFormat.isType("doc:open"));
    assertThrows(MalformedJson.class, () -> DocumentFormat.event(
        "doc:open", new JsonObject("payload", JsonText.readObject("{\"doc\":\"d\",\"epoch\":1,\"docSeq\":1}"))));
  }
}
