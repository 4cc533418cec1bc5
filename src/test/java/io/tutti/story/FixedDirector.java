package io.tutti.story;

import java.util.List;
import java.util.Map;

/** A director that always says the same, and lets characters wait. */
final class FixedDirector implements Director {

  private final Resolution resolution;

  FixedDirector(Resolution resolution) {
    this.resolution = resolution;
  }

  static FixedDirector agreeing() {
    return new FixedDirector(Resolution.of(true, "So it was.", Authorship.rules()));
  }

  @Override
  public Resolution resolve(StoryView view, ActionTicket ticket) {
    return resolution;
  }

  @Override
  public Map<String, Object> play(StoryView view, StoryCharacter character, long seed) {
    return Map.of("action_type", "wait");
  }

  @Override
  public List<Option> options(StoryView view, StoryCharacter character) {
    return List.of();
  }
}
