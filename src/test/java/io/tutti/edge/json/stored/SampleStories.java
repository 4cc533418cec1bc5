package io.tutti.edge.json.stored;

import io.tutti.story.Authorship;
import io.tutti.story.Discovery;
import io.tutti.story.Item;
import io.tutti.story.ItemMove;
import io.tutti.story.Narrative;
import io.tutti.story.NarrativeStyle;
import io.tutti.story.Place;
import io.tutti.story.Relationship;
import io.tutti.story.RelationshipChange;
import io.tutti.story.Resolution;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryDescription;
import io.tutti.story.StoryEvent;
import io.tutti.story.StorySnapshot;
import io.tutti.story.TurnRecord;
import io.tutti.story.TurnRules;
import io.tutti.story.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link StoredSamples} has of stories. */
final class SampleStories {

  private static final Authorship MODEL = new Authorship("model", null, 12);
  private static final Authorship FALLEN = new Authorship("rules", "the model took too long", 0);
  private static final StoryCharacter EVE =
      new StoryCharacter("eve", "Eve", "Looks for the way out", List.of("brave", "calm"), null, "room");
  private static final StoryCharacter ADAS = EVE.playedBy(StoredSamples.ADA);

  private SampleStories() {}

  static List<StoryEvent> events() {
    List<StoryEvent> events = new ArrayList<>();
    events.add(new StoryEvent.StoryBegun(description(NarrativeStyle.NOIR, new TurnRules(true, true, 300_000L, true))));
    events.add(new StoryEvent.StoryBegun(new StoryDescription(
        new World("T", "", "", List.of(new Place("room", "Room", "", List.of(), List.of())), List.of()), List.of(),
        new TurnRules(false, true, null, false), NarrativeStyle.FAIRY_TALE, true, 0, "en")));
    events.add(new StoryEvent.CharacterEntered(new StoryCharacter("bob", "Bob", "", List.of(), StoredSamples.BOB, "hall")));
    events.add(acted());
    events.add(new StoryEvent.Acted(null, "eve", Map.of("text", "wait"),
        Resolution.of(false, "Nothing happens.", FALLEN), 0, 0, 7));
    for (StoryEvent.TurnEnding.Reason reason : StoryEvent.TurnEnding.Reason.values()) {
      events.add(new StoryEvent.TurnEnding(3, reason, reason == StoryEvent.TurnEnding.Reason.HOST ? StoredSamples.ADA : null));
    }
    events.add(new StoryEvent.TurnCompleted(3, new Narrative("Told.\n\nTwice.", MODEL)));
    events.add(new StoryEvent.TurnCompleted(4, new Narrative("Told.", FALLEN)));
    return events;
  }

  private static StoryEvent.Acted acted() {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("action_type", "take");
    action.put("parameters", Map.of("with", List.of(1L, 2.5, true)));
    return new StoryEvent.Acted(StoredSamples.ADA, "eve", action,
        new Resolution(true, "Eve takes the lamp.", Map.of("lamp", "lit"), List.of(new RelationshipChange("eve", "bob", -5)),
            List.of("a key"), "hall", List.of(new ItemMove("lamp", "eve")), true, MODEL), 2, 3, 99);
  }

  private static StoryDescription description(NarrativeStyle style, TurnRules rules) {
    World world = new World("The House", "A premise", "A scene",
        List.of(new Place("room", "Room", "Small", List.of("hall"), List.of("a key under the rug")),
            new Place("hall", "Hall", "Large", List.of("room"), List.of())),
        List.of(new Item("lamp", "Lamp", "Old", "room")));
    return new StoryDescription(world, List.of(ADAS), rules, style, false, 11, "en");
  }

  static StorySnapshot snapshot() {
    Map<String, String> whereabouts = new LinkedHashMap<>();
    whereabouts.put("eve", "hall");
    whereabouts.put("lamp", "eve");
    return new StorySnapshot(description(NarrativeStyle.CHRONICLE, new TurnRules(true, false, 60_000L, false)), List.of(ADAS),
        whereabouts, List.of(new Relationship("eve", "bob", -5)), List.of(new Discovery("eve", "a key", 2)), 3,
        new StoryEvent.TurnEnding(3, StoryEvent.TurnEnding.Reason.TIME, null), List.of(acted()),
        List.of(new TurnRecord(2, new Narrative("Told.", FALLEN))), StoredSamples.NOON, 1_234);
  }
}
