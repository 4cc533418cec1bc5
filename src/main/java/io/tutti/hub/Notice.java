package io.tutti.hub;

import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.SessionView;
import io.tutti.session.Signals;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that is told to one connection only. {@code ref} is the name of the command it answers, or null. Immutable. */
public sealed interface Notice {

  /** Gives the notice to the case that it is: a new kind of notice breaks every dialect that does not know it. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of notice. */
  interface Cases<R> {
    R welcomed(Welcomed notice);

    R stateReported(StateReported notice);

    R acknowledged(Acknowledged notice);

    R repeated(Repeated notice);

    R questioned(Questioned notice);

    R refused(Refused notice);

    R accessRequested(AccessRequested notice);
  }

  /**
   * You are in. {@code seqBefore}: the log's end before you came; {@code replay}: what you have missed, in order;
   * {@code truncated}: you have missed more than is sent, and the state follows instead; {@code reset}: what you have seen is
   * of another log, or was lost, and the state follows instead.
   */
  record Welcomed(
      SessionView view, Attendance attendance, Role role, long seqBefore, List<Entry> replay, boolean truncated, boolean reset)
      implements Notice {

    /** Whether the state follows. */
    public boolean stateFollows() {
      return truncated || reset;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.welcomed(this);
    }
  }

  /** The session as it is. */
  record StateReported(SessionView view, Attendance attendance, @Nullable String ref) implements Notice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stateReported(this);
    }
  }

  /** Your command is stored at {@code seq}, or changed nothing and the log's end is {@code seq}. */
  record Acknowledged(long seq, @Nullable String ref) implements Notice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.acknowledged(this);
    }
  }

  /** Your command is a repetition: it has led to this entry already. */
  record Repeated(Entry entry) implements Notice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.repeated(this);
    }
  }

  /** Your write came second. {@code seq}: the log's end. */
  record Questioned(Decision.Question question, long seq, @Nullable String ref) implements Notice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.questioned(this);
    }
  }

  /** Your command is refused and changed nothing. */
  record Refused(ErrorCode code, String message, Map<String, Object> details, @Nullable String ref) implements Notice {

    private static final int RETRY_AFTER_MILLIS = 100;

    static Refused of(Decision.Rejected rejected, @Nullable String ref) {
      return new Refused(rejected.code(), rejected.message(), rejected.details(), ref);
    }

    /** Rule ERR10. */
    static Refused tooFast(@Nullable String ref) {
      return new Refused(ErrorCode.RATE_LIMITED, "You are asking for more than the server can answer at once",
          Map.of("retryAfterMs", RETRY_AFTER_MILLIS), ref);
    }

    static Refused unavailable(@Nullable String ref) {
      return new Refused(ErrorCode.UNAVAILABLE, "The session is not available at the moment", Map.of(), ref);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** Somebody asks to be let in: for hosts (rule REQ4). {@code message}: null for none; {@code at}: milliseconds since 1970. */
  record AccessRequested(String requestId, UserId user, String name, boolean anonymous, @Nullable String message, long at)
      implements Notice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.accessRequested(this);
    }
  }

  /**
   * How many connections each user has now, how attentive each is, in the word of the wire, since when each has been here
   * without a break (milliseconds since 1970), and where the cursor is of those who show one (plain JSON); unmodifiable.
   */
  record Attendance(
      Map<UserId, Integer> connections, Map<UserId, String> statuses, Map<UserId, Long> since, Map<UserId, Object> cursors) {

    /** Nobody is here. */
    public static final Attendance NOBODY = new Attendance(Map.of(), Map.of(), Map.of(), Map.of());

    public Attendance {
      connections = Map.copyOf(connections);
      statuses = Map.copyOf(statuses);
      since = Map.copyOf(since);
      cursors = Map.copyOf(cursors);
    }

    static Attendance of(Collection<Place> places, Signals signals) {
      Map<UserId, Integer> count = new HashMap<>();
      Map<UserId, Long> since = new HashMap<>();
      places.forEach(place -> {
        count.merge(place.user(), 1, Integer::sum);
        since.merge(place.user(), place.since(), Math::min);
      });
      return new Attendance(count, signals.statuses(), since, signals.cursors());
    }

    /** The connections of {@code user}: 0 where it has none. */
    public int of(UserId user) {
      return connections.getOrDefault(user, 0);
    }

    /** The most attentive status of {@code user}'s connections; active where nothing is known (rule PRES5). */
    public String statusOf(UserId user) {
      return statuses.getOrDefault(user, "active");
    }
  }
}
