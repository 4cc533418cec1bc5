package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationSnapshot;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import io.tutti.state.SharedState;
import io.tutti.state.StateSnapshot;
import io.tutti.story.Story;
import io.tutti.story.StorySnapshot;
import java.util.List;
import java.util.Map;

/** A snapshot in the making, into which each feature puts its part; what none puts in is as in a new session. Confined to its making. */
final class SnapshotDraft {

  Map<String, Double> values = Map.of();
  Map<String, Write> writes = Map.of();
  List<Conflict> conflicts = List.of();
  List<Member> present = List.of();
  Map<UserId, Role> roles = Map.of();
  List<Ban> bans = List.of();
  Map<UserId, Person> people = Map.of();
  Profile profile = new Profile(Map.of());
  List<DocumentSnapshot> documents = List.of();
  ConversationSnapshot conversation = ConversationSnapshot.EMPTY;
  StateSnapshot shared = SharedState.empty().snapshot();
  StorySnapshot story = new Story(0).snapshot();

  /** The snapshot after the place {@code seq}. */
  SessionSnapshot at(long seq) {
    return new SessionSnapshot(
        seq, values, writes, conflicts, present, roles, bans, people, profile, documents, conversation, shared, story);
  }
}
