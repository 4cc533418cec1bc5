package io.tutti.session;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  /** What a feature's {@code verdict} means for the session: {@code events} says what follows from each of the feature's events. */
  static <E> Decision of(Verdict<E> verdict, Function<E, List<Event>> events) {
    if (verdict instanceof Verdict.Refused<E> refused) {
      return new Rejected(refused.code(), refused.message(), refused.details());
    }
    List<Event> all = new ArrayList<>();
    ((Verdict.Accepted<E>) verdict).events().forEach(event -> all.addAll(events.apply(event)));
    return new Accepted(all, List.of());
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
      UserId theirUser,
      String theirName,
      long theirSeq,
      long expiresAt) {}
}
