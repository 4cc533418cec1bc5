package io.tutti.session;

import io.tutti.identity.ErrorCode;
import java.util.List;
import java.util.Map;

/** What becomes of a command. Immutable. */
public sealed interface Decision {

  /** The command is taken: these events follow (maybe none), and the one who wished it is asked these questions. */
  record Accepted(List<Event> events, List<Question> questions) implements Decision {
    static Accepted of(Event... events) {
      return new Accepted(List.of(events), List.of());
    }
  }

  /**
   * The command is refused and changes nothing. {@code message} is for people; {@code details} has values for programs
   * (strings, numbers, booleans).
   */
  record Rejected(ErrorCode code, String message, Map<String, Object> details) implements Decision {
    static Rejected because(ErrorCode code, String message) {
      return new Rejected(code, message, Map.of());
    }
  }

  /**
   * To the one whose write came second: what do you want? {@code theirSeq} is the place of the write that is in force;
   * {@code expiresAt} in milliseconds since 1970.
   */
  record Question(
      String conflictId,
      String parameter,
      double yourValue,
      double theirValue,
      io.tutti.identity.UserId theirUser,
      String theirName,
      long theirSeq,
      long expiresAt) {}
}
