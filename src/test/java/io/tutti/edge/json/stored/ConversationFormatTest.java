package io.tutti.edge.json.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tutti.conversation.ConversationSnapshot;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationFormatTest {

  private static final MessageId ID = new MessageId("m1");
  private static final MessageAnchor.DocumentPlace PLACE = new MessageAnchor.DocumentPlace("main", 7, "r \"x\"", false);

  private static JsonObject read(String json) throws MalformedJson {
    return new JsonObject("payload", JsonText.readObject(json));
  }

  @Test
  @DisplayName("[CHAT15] A snapshot is read back as it was written")
  void snapshotsAreReadBack() throws MalformedJson {
    ConversationSnapshot snapshot =
        new ConversationSnapshot(99, Map.of(Message.Kind.CHAT, 5L, Message.Kind.ANNOTATION, 1L), Map.of(ID, PLACE));
    for (ConversationSnapshot each : List.of(snapshot, ConversationSnapshot.EMPTY)) {
      String json = JsonText.write(generator -> {
        ConversationFormat.snapshot(generator.writeStartObject(), each);
        generator.writeEnd();
      });
      assertEquals(each, ConversationFormat.snapshot(read(json)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat:message", "chat:edited", "chat:deleted", "chat:reacted", "chat:resolved", "chat:moved", "chat:none"})
  @DisplayName("[CHAT15] A payload without its members is no event")
  void damagedPayloads(String type) {
    assertThrows(MalformedJson.class, () -> ConversationFormat.event(type, read("{\"message\":{},\"messageId\":null}")));
  }
}
