package io.tutti.session;

import io.tutti.conversation.Conversation;
import io.tutti.documents.Documents;
import io.tutti.identity.UserId;
import io.tutti.parameters.Parameters;
import io.tutti.state.SharedState;
import io.tutti.story.Story;
import java.util.List;
import java.util.Map;

/** The states of a session's features by name, for those who ask one of them: the session itself asks all alike. */
public sealed interface FeatureStates permits SessionState {

  /** The state of one feature. */
  <S> S of(Feature<S> feature);

  /** The session's parameters: values, and who wrote them. */
  default Parameters parameters() {
    return of(Features.PARAMETERS);
  }

  /** The session's documents; ask them only in the session. */
  default Documents documents() {
    return of(Features.DOCUMENTS).documents();
  }

  /** What is said in the session. */
  default Conversation conversation() {
    return of(Features.CONVERSATION);
  }

  /** The JSON object that the session shares. */
  default SharedState shared() {
    return of(Features.STATE);
  }

  /** The story that is told in the session. */
  default Story story() {
    return of(Features.STORY).story();
  }

  /** For whose action the story's turn waits. */
  default List<UserId> awaitedActors() {
    return StoryFeature.awaited((SessionState) this);
  }

  /** Those who are not here but were once: the last ones, and whose values are in force or in conflict (rule JOIN30). */
  default Map<UserId, Person> absentPeople() {
    return of(Features.PEOPLE).absent(parameters().authors());
  }
}
