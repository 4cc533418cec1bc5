package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.StoryJson;
import io.tutti.identity.UserId;
import io.tutti.session.Event;
import io.tutti.story.StoryEvent;
import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events as frames, where this dialect has a word for them (rules NE6–NE10). {@code stamp}: the event's;
 * {@code names}: what people are called. Immutable.
 */
record EventFrames(Stamp stamp, Function<UserId, String> names)
    implements Event.Cases<Optional<String>>, StoryEvent.Cases<Optional<String>> {

  private static final Optional<String> NO_WORD = Optional.empty();

  private static void user(JsonGenerator generator, String member, @Nullable UserId user, Function<UserId, String> names) {
    JsonText.member(generator, member, user == null ? null : names.apply(user));
  }

  @Override
  public Optional<String> joined(Event.Joined event) {
    return Optional.of(ServerFrames.frame("join_session", stamp, generator -> {
      user(generator, "user_id", event.member().id(), names);
      generator.write("username", event.member().name());
    }));
  }

  @Override
  public Optional<String> left(Event.Left event) {
    return Optional.of(ServerFrames.frame("leave_session", stamp,
        generator -> user(generator, "user_id", event.user(), names)));
  }

  /** A change that no action made. */
  @Override
  public Optional<String> stateChanged(Event.StateChanged event) {
    return Optional.of(ServerFrames.frame("state_sync", stamp, generator -> {
      JsonText.member(generator, "state_delta", event.change().patch());
      generator.write("version", event.change().version());
      user(generator, "source_user", event.user(), names);
    }));
  }

  @Override
  public Optional<String> storyTold(Event.StoryTold event) {
    return event.event().match(this);
  }

  /** What the director plays has nobody for its user. */
  @Override
  public Optional<String> acted(StoryEvent.Acted event) {
    return Optional.of(ServerFrames.frame("agent_action", stamp, generator -> {
      user(generator, "user_id", event.user(), names);
      generator.write("character", event.character());
      JsonText.member(generator, "action", event.action());
      generator.writeStartObject("result");
      StoryJson.result(generator, event.result());
      JsonText.member(generator, "state_updates", event.stateUpdates());
      generator.writeEnd();
      JsonText.member(generator, "state_updates", event.stateUpdates());
      if (event.stateVersion() > 0) {
        generator.write("version", event.stateVersion());
      }
      generator.write("turn", event.turn());
    }));
  }

  @Override
  public Optional<String> completed(StoryEvent.TurnCompleted event) {
    return Optional.of(ServerFrames.frame("story_update", stamp, generator -> generator.write("turn", event.turn())
        .write("narrative", event.narrative().text()).write("by", event.narrative().authorship().by())));
  }

  @Override
  public Optional<String> begun(StoryEvent.StoryBegun event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> entered(StoryEvent.CharacterEntered event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> ending(StoryEvent.TurnEnding event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> parametersChanged(Event.ParametersChanged event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> conflictOpened(Event.ConflictOpened event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> conflictClosed(Event.ConflictClosed event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> roleChanged(Event.RoleChanged event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> banned(Event.Banned event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> profileChanged(Event.ProfileChanged event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> documentChanged(Event.DocumentChanged event) {
    return NO_WORD;
  }

  @Override
  public Optional<String> conversed(Event.Conversed event) {
    return NO_WORD;
  }
}
