package io.tutti.edge.json;

import static io.tutti.story.Stage.ANNA;
import static io.tutti.story.Stage.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.PlainValues;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import io.tutti.state.SharedState;
import io.tutti.state.StateChanged;
import io.tutti.state.StateCommand;
import io.tutti.story.Stage;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import io.tutti.story.rules.RuleDirector;
import io.tutti.story.rules.TemplateChronicler;
import jakarta.json.stream.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoryJsonTest {

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

  @Test
  @DisplayName("[STO18] Neither what is sent of an event nor what anybody sees of a story has secrets or the story's seed")
  void nothingIsTold() {
    Stage stage = new Stage(987_654_321, new RuleDirector(), new TemplateChronicler()).with(ANNA);
    stage.wish(ANNA, new StoryCommand.Begin(StoryDescription.standard(987_654_321)));
    String sent = object(generator -> StoryJson.payload(generator, stage.log.get(0)));
    String seen = object(generator -> StorySnapshotJson.view(generator, stage.view()));
    for (String text : List.of(sent, seen)) {
      assertFalse(text.contains("987654321"), text);
      assertFalse(text.contains("secrets") || text.contains("only one came back"), text);
      assertTrue(text.contains("The Lantern at Saltmoor"));
    }
  }

  @Test
  @DisplayName("A description may leave out nearly everything, and is refused with what is wrong")
  void descriptions() throws MalformedJson {
    StoryDescription short_ = StoryDescriptionJson.read(
        read("{\"title\":\"T\",\"places\":[{\"id\":\"room\"}],\"characters\":[{\"id\":\"eve\"}]}"), 5);
    assertEquals(5, short_.seed());
    assertEquals("room", short_.characters().get(0).place());
    assertTrue(short_.open());
    for (String bad : List.of("{}", "{\"title\":\"T\"}", "{\"title\":\"T\",\"places\":[{\"id\":\"a b\"}]}",
        "{\"title\":\"T\",\"places\":[{\"id\":\"a\"}],\"style\":\"opera\"}", "{\"title\":\"T\",\"places\":[{\"id\":\"a\"}],\"rules\":{}}",
        "{\"title\":\"T\",\"places\":[{\"id\":\"a\",\"secrets\":[5]}]}", "{\"title\":\"T\",\"places\":[{\"id\":\"a\"}],\"open\":1}",
        "{\"title\":\"T\",\"places\":\"x\"}", "{\"title\":\"T\",\"places\":[{\"id\":\"a\",\"connections\":\"x\"}]}")) {
      assertThrows(MalformedJson.class, () -> StoryDescriptionJson.read(read(bad), 0), bad);
    }
  }

  @Test
  @DisplayName("[STA8] Changes and the whole state are sent with who touched what")
  void states() throws MalformedJson {
    SharedState state = SharedState.empty();
    Map<String, Object> patch = new LinkedHashMap<>(Map.of("a", Map.of("x", 1L), "b", List.of(true, 2.5)));
    StateChanged changed = ((Verdict.Accepted<StateChanged>) state.decide(new StateCommand.Patch(patch, null))).events()
        .get(0);
    state.apply(changed, new UserId("anna"), 1_000);
    JsonObject sent = read(object(generator -> StateJson.changed(generator, changed, new UserId("anna"))));
    assertEquals(changed.patch(), sent.members().get("patch"));
    assertEquals("anna", sent.text("userId"));
    assertEquals(1, sent.count("version"));
    JsonObject full = read(object(generator -> StateJson.full(generator, state.view())));
    assertEquals(state.value(), full.members().get("state"));
    assertTrue(object(generator -> StateJson.full(generator, state.view())).contains("\"at\":\"1970-01-01T00:00:01.000Z\""));
  }

  @Property(tries = 1_000)
  @Label("[STA7] What is counted as a text's size is the size of its JSON")
  void sizes(@ForAll String key, @ForAll String text, @ForAll double number, @ForAll long integer) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("k" + key, List.of(text, Map.of(), List.of(), Map.of("n", integer)));
    value.put("other", Double.isFinite(number) ? number : 0.5);
    value.put("none", null);
    if (PlainValues.flaw(value, 5).isEmpty()) {
      assertEquals(JsonText.write(value).getBytes(StandardCharsets.UTF_8).length, PlainValues.bytes(value));
    }
  }
}
