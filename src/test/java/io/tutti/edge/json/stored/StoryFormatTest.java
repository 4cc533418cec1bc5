package io.tutti.edge.json.stored;

import static io.tutti.story.Stage.ANNA;
import static io.tutti.story.Stage.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.story.Authorship;
import io.tutti.story.Narrative;
import io.tutti.story.Stage;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryEvent;
import io.tutti.story.StorySnapshot;
import io.tutti.story.rules.RuleDirector;
import io.tutti.story.rules.TemplateChronicler;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoryFormatTest {

  private static String object(Consumer<JsonGenerator> members) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      members.accept(generator);
      generator.writeEnd();
    });
  }

  private static JsonObject read(String text) throws MalformedJson {
    return new JsonObject("test", JsonText.readObject(text));
  }

  private static Stage played() {
    Stage stage = new Stage(11, new RuleDirector(), new TemplateChronicler()).with(ANNA, BEN);
    for (int i = 0; i < 6; i++) {
      stage.does(ANNA, Map.of("action_type", "investigate", "parameters", Map.of("with", List.of(1L, 2.5, true))));
      stage.does(BEN, Map.of("text", i % 2 == 0 ? "I take the lantern" : "Ask Marta Quill about the lantern"));
    }
    stage.does(ANNA, Map.of("action_type", "talk", "target", "marta"));
    stage.wish(ANNA, new StoryCommand.EndTurn(null));
    return stage;
  }

  @Test
  @DisplayName("[STO16] Every story event is read back as it was stored")
  void events() throws MalformedJson {
    Stage stage = played();
    assertEquals(5, stage.log.stream().map(StoryFormat::type).distinct().count());
    for (StoryEvent event : stage.log) {
      assertTrue(StoryFormat.reads(StoryFormat.type(event)));
      String stored = object(generator -> StoryFormat.payload(generator, event));
      assertEquals(event, StoryFormat.event(StoryFormat.type(event), read(stored)), stored);
    }
    StoryEvent fallen = new StoryEvent.TurnCompleted(3, new Narrative("Told.",
        new Authorship("rules", "the model took too long", 12)));
    assertEquals(fallen, StoryFormat.event("story:turn", read(object(generator -> StoryFormat.payload(generator, fallen)))));
  }

  @Test
  @DisplayName("[STO16] A snapshot is read back as it was stored, also before any story")
  void snapshots() throws MalformedJson {
    for (StorySnapshot snapshot : List.of(played().story().snapshot(), new io.tutti.story.Story(1).snapshot())) {
      assertEquals(snapshot, StorySnapshotFormat.read(read(object(generator -> StorySnapshotFormat.write(generator,
          snapshot)))));
    }
  }

  @Test
  @DisplayName("[STO16] An event of an unknown type, or without its members, is refused")
  void damaged() {
    assertThrows(MalformedJson.class, () -> StoryFormat.event("story:unknown", read("{}")));
    assertThrows(MalformedJson.class, () -> StoryFormat.event("story:ending", read("{\"turn\":1,\"reason\":\"whim\"}")));
  }
}
