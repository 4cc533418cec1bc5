package io.tutti.session;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one person, over all sessions (rules DP13–DP20). Fails with {@link JournalFailure}; everything is as it was
 * then, but for what an earlier call did. Thread-safe.
 */
public interface PersonalData {

  /** The kinds of what is stored, in the order in which it is told. */
  enum Kind {
    ACCOUNT, SESSIONS, MESSAGES, READ_POSITIONS, INSIGHTS, VOTES, INVITES, AUDIT;

    /** Its name in an archive, for example {@code readPositions}. */
    public String word() {
      return this == READ_POSITIONS ? "readPositions" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** Tells {@code reader} what there is of {@code user} of that kind, one thing after another: names and plain values. */
  void read(UserId user, Kind kind, Consumer<Map<String, @Nullable Object>> reader);

  /** The sessions in which {@code user} stands anywhere, by id. */
  List<SessionId> sessionsOf(UserId user);

  /**
   * Rewrites what is stored of a session, which must not be in memory, at once or not at all; how many of each thing were rewritten.
   * Places, times and what follows from the log stay.
   */
  Map<String, Long> erase(SessionId session, Erasure erasure);

  /**
   * Rewrites what stands beside the sessions, and blanks the account, which is called {@code nowhere} from then on; how many of each
   * thing were rewritten.
   */
  Map<String, Long> eraseBeside(Erasure erasure, String nowhere);
}
