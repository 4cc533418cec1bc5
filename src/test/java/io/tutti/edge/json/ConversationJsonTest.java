package io.tutti.edge.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.identity.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationJsonTest {

  private static final long NOON = 1_790_000_000_000L;
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final MessageId ID = new MessageId("m1");
  private static final MessageAnchor.DocumentPlace PLACE = new MessageAnchor.DocumentPlace("main", 7, "r \"x\"", false);

  private static Message plain() {
    return new Message(ID, ANN, "Ann", Message.Kind.CHAT, "<b>\"Hi\"</b>\n\ud83d\ude00", List.of(), Map.of(), null, 0, null,
        NOON, null, null, false, 42);
  }

  private static Message full() {
    Map<String, List<UserId>> reactions = new LinkedHashMap<>();
    reactions.put("\ud83d\udc4d", List.of(BOB, ANN));
    reactions.put("\u2764\ufe0f", List.of(ANN));
    return new Message(ID, ANN, "Ann", Message.Kind.ANNOTATION, "@Bob", List.of(new Mention(BOB, "Bob")), reactions,
        new MessageId("m0"), 3, new MessageAnchor.FilePlace("src/A.java", 12, 3, "int x;\n"), NOON, NOON + 1, NOON + 2, true, 43);
  }

  private static String sent(ConversationEvent event) {
    return JsonText.write(generator -> {
      ConversationJson.payload(generator.writeStartObject(), event);
      generator.writeEnd();
    });
  }

  private static JsonObject read(String json) throws MalformedJson {
    return new JsonObject("payload", JsonText.readObject(json));
  }

  @Test
  @DisplayName("[CHAT15] A message has all its members, null where they do not apply, times in ISO 8601, and its place")
  void aMessageHasAllItsMembers() {
    assertEquals("{\"message\":{\"id\":\"m1\",\"userId\":\"ann\",\"username\":\"Ann\",\"kind\":\"chat\","
        + "\"content\":\"<b>\\\"Hi\\\"</b>\\n\ud83d\ude00\",\"mentions\":[],\"reactions\":{},\"parentId\":null,\"replyCount\":0,"
        + "\"anchor\":null,\"createdAt\":\"2026-09-21T14:13:20.000Z\",\"updatedAt\":null,\"deletedAt\":null,"
        + "\"resolved\":false,\"seq\":42}}", sent(new ConversationEvent.Posted(plain())));
    assertEquals("{\"message\":{\"id\":\"m1\",\"userId\":\"ann\",\"username\":\"Ann\",\"kind\":\"annotation\","
        + "\"content\":\"@Bob\",\"mentions\":[{\"userId\":\"bob\",\"username\":\"Bob\"}],"
        + "\"reactions\":{\"\ud83d\udc4d\":[\"bob\",\"ann\"],\"\u2764\ufe0f\":[\"ann\"]},\"parentId\":\"m0\",\"replyCount\":3,"
        + "\"anchor\":{\"file\":\"src/A.java\",\"line\":12,\"column\":3,\"snippet\":\"int x;\\n\"},"
        + "\"createdAt\":\"2026-09-21T14:13:20.000Z\",\"updatedAt\":\"2026-09-21T14:13:20.001Z\","
        + "\"deletedAt\":\"2026-09-21T14:13:20.002Z\",\"resolved\":true,\"seq\":43}}",
        sent(new ConversationEvent.Edited(full())));
  }

  @Test
  @DisplayName("[CHAT15] The other events say what the protocol says, and no more")
  void theOtherEvents() {
    assertEquals("{\"messageId\":\"m1\",\"userId\":\"bob\"}", sent(new ConversationEvent.Deleted(ID, BOB)));
    assertEquals("{\"messageId\":\"m1\",\"userId\":\"bob\",\"emoji\":\"\ud83d\udc4d\",\"action\":\"add\","
        + "\"reactions\":{\"\ud83d\udc4d\":[\"bob\"]}}",
        sent(new ConversationEvent.Reacted(ID, BOB, "\ud83d\udc4d", true, Map.of("\ud83d\udc4d", List.of(BOB)))));
    assertEquals("{\"messageId\":\"m1\",\"resolved\":false,\"userId\":\"ann\"}",
        sent(new ConversationEvent.Resolved(ID, false, ANN, PLACE)));
    assertEquals("{\"anchors\":{\"m1\":{\"doc\":\"main\",\"anchor\":[7,\"r \\\"x\\\"\"],\"affinity\":\"left\"}}}",
        sent(new ConversationEvent.Moved(Map.of(ID, PLACE))));
  }

  @Test
  @DisplayName("[CHAT6] Of an anchor, line is 0 and affinity right where they are missing")
  void anchorsHaveDefaults() throws MalformedJson {
    assertEquals(new MessageAnchor.FilePlace("f", 0, null, null), MessageJson.anchor(read("{\"file\":\"f\"}")));
    assertEquals(new MessageAnchor.DocumentPlace("main", 3, "r", true),
        MessageJson.anchor(read("{\"doc\":\"main\",\"anchor\":[3,\"r\"]}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{}", "{\"file\":7}", "{\"file\":\"f\",\"line\":-1}", "{\"file\":\"f\",\"line\":1.5}", "{\"file\":\"f\",\"line\":3000000000}",
    "{\"file\":\"f\",\"snippet\":[]}", "{\"doc\":\"main\"}", "{\"doc\":\"main\",\"anchor\":[1]}",
    "{\"doc\":\"main\",\"anchor\":[\"1\",\"r\"]}", "{\"doc\":\"main\",\"anchor\":[1,\"r\"],\"affinity\":\"up\"}",
    "{\"doc\":1,\"anchor\":[1,\"r\"]}", "{\"doc\":\"main\",\"anchor\":{\"l\":1}}"
  })
  @DisplayName("[CHAT6] What is no anchor is malformed")
  void whatIsNoAnchor(String json) {
    assertThrows(MalformedJson.class, () -> MessageJson.anchor(read(json)));
  }

}
