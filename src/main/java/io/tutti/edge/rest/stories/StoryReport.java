package io.tutti.edge.rest.stories;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.StorySnapshotJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.hub.Seat;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.SessionState;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryView;
import io.tutti.story.TurnRecord;
import io.tutti.story.World;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's story at one moment. {@code turns}: the last ones that are over; {@code end}: the log's end; {@code updatedAt}:
 * milliseconds since 1970. Immutable.
 */
record StoryReport(
    SessionId session, StoryView view, List<Player> players, List<TurnRecord> turns, long end, long updatedAt) {

  /** Somebody who takes part; {@code character}: the id of whom it plays, null for who has not acted yet. */
  record Player(UserId id, String name, @Nullable String character) {}

  /** The story of the session, or empty where none has begun. */
  static Optional<StoryReport> of(Seat.Room room) {
    SessionState state = room.state();
    return state.story().view().map(view -> new StoryReport(state.description().id(), view, players(state, view),
        state.story().turns(), state.seq(), Math.max(state.lastAt(), state.description().createdAt())));
  }

  private static List<Player> players(SessionState state, StoryView view) {
    List<Player> players = new ArrayList<>();
    for (StoryCharacter character : view.characters()) {
      UserId player = character.player();
      if (player != null) {
        players.add(new Player(player, state.nameOf(player).orElse(character.name()), character.id()));
      }
    }
    for (Member member : state.members()) {
      if (view.playedBy(member.id()).isEmpty()) {
        players.add(new Player(member.id(), member.name(), null));
      }
    }
    return List.copyOf(players);
  }

  /** Puts what a list says of the story into the generator's object. */
  void summary(JsonGenerator generator) {
    generator.write("session_id", session.value()).write("title", view.description().world().title())
        .write("turn", view.turn());
    participants(generator);
  }

  /** Puts everything that everybody may see of the story into the generator's object, with {@code told} of its turns. */
  void whole(JsonGenerator generator, List<TurnRecord> told, @Nullable Integer next) {
    generator.write("session_id", session.value()).write("title", view.description().world().title());
    StorySnapshotJson.stage(generator, view);
    StorySnapshotJson.turns(generator, told);
    JsonText.member(generator, "next", next);
    participants(generator);
  }

  private void participants(JsonGenerator generator) {
    generator.writeStartArray("participants");
    for (Player player : players) {
      generator.writeStartObject().write("id", player.id().value()).write("name", player.name());
      JsonText.member(generator, "character", player.character());
      generator.writeEnd();
    }
    generator.writeEnd().write("updated_at", Timestamps.iso(updatedAt));
  }

  /** The story as a book, without its chapters. */
  Book book() {
    World world = view.description().world();
    return new Book(session.value(), world.title(), world.premise(), world.scene(), view.characters(),
        view.description().language(), updatedAt);
  }
}
