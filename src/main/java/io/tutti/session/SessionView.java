package io.tutti.session;

import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import java.util.List;
import java.util.Map;

/**
 * What anybody may see of a session after {@code seq}: adjustable {@code values}, {@code computed} ones, who is present, who was
 * ({@code people}) and who wrote which value last, which conflicts are open, what is said about it, the {@code version} of the shared state and the story's
 * {@code turn}. Immutable.
 */
public record SessionView(
    SessionDescription description,
    long seq,
    Map<String, Double> values,
    Map<String, Double> computed,
    List<Member> members,
    Map<UserId, Person> people,
    Map<String, Write> writes,
    List<Conflict> conflicts,
    Profile profile,
    long version,
    int turn) {

  /** The state as it is now. */
  public static SessionView of(SessionState state) {
    return new SessionView(state.description(), state.seq(), state.parameters().values(), state.parameters().computed(),
        List.copyOf(state.members()), state.absentPeople(), state.parameters().lastWrites(), state.parameters().conflicts(), state.profile(), state.shared().version(),
        state.story().turn());
  }
}
