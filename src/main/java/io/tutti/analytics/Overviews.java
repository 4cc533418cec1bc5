package io.tutti.analytics;

import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of sessions, for who may see them (rule LIST1): whose creator the caller is, in which the caller has a role and is
 * not banned, that are shown to the caller's team, and public ones. Every method sees everything that was stored before it was
 * called, and throws the storage's own unchecked failure where that does not work. Thread-safe.
 */
public interface Overviews {

  /** Most sessions of one question: beyond, the most recently active count. */
  int MAX_SESSIONS = 10_000;

  /** Most readings of one question: beyond, the latest count. */
  int MAX_READINGS = 100_000;

  /**
   * Which sessions are wished; null is no wish.
   *
   * @param team only those of this team
   * @param status only those of this status
   * @param offset how many to leave out, at least 0
   * @param limit 1–{@value Overviews#MAX_SESSIONS}
   */
  record Wish(@Nullable String team, @Nullable String status, int offset, int limit) {
    public Wish {
      if (offset < 0 || limit < 1 || limit > MAX_SESSIONS) {
        throw new IllegalArgumentException("1 to " + MAX_SESSIONS + " sessions");
      }
    }

    /** All sessions, or all of {@code team} where that is not null. */
    public static Wish all(@Nullable String team) {
      return new Wish(team, null, 0, MAX_SESSIONS);
    }
  }

  /** The sessions that {@code caller} may see and {@code wish} names, newest activity first, then by id. */
  List<Overview> list(Caller caller, Wish wish);

  /** One session; {@code isSeen}: whether {@code caller} may see it. Immutable. */
  record Found(Overview overview, boolean isSeen) {}

  /** The session of that id, whether the caller may see it or not; empty where there is none. */
  Optional<Found> find(SessionId session, Caller caller);

  /**
   * How the sessions that {@code caller} may see, of {@code team} where that is not null, stood when they began and at the end of
   * each day of UTC on which they changed, since {@code from} (milliseconds since 1970), in the order of time.
   */
  List<Reading> readings(Caller caller, @Nullable String team, long from);

  /** How many comments and annotations of each session are first ones and neither resolved nor deleted; none is 0 or absent. */
  Map<SessionId, Long> openComments(Collection<SessionId> sessions);
}
