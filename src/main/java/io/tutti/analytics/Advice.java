package io.tutti.analytics;

import io.tutti.identity.SessionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What should be done about a session, and why (rules REC1–REC3). {@code because}: the figures that led to it, by the names that
 * they have on the wire; {@code sessionTitle}: null where the session has none. Immutable.
 */
public record Advice(
    SessionId session, @Nullable String sessionTitle, Kind kind, Priority priority, String title, String description, String action,
    Map<String, Object> because) {

  public Advice {
    because = Collections.unmodifiableMap(new LinkedHashMap<>(because));
  }

  /** What it is about. Immutable. */
  public enum Kind {
    TOKEN_USAGE, LOW_HEALTH, ERRORS, FAILED, IDLE, OPEN_COMMENTS, UNDESCRIBED;

    /** The lower-case word that is used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How pressing it is, most pressing first. Immutable. */
  public enum Priority {
    HIGH, MEDIUM, LOW;

    /** The lower-case word that is used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Comparator<Advice> PRESSING_FIRST = Comparator.comparing(Advice::priority)
      .thenComparing(Advice::session).thenComparing(Advice::kind);

  /** All advice on {@code sessions} at {@code now} (milliseconds since 1970), most pressing first, then by session and kind. */
  public static List<Advice> on(Collection<Situation> sessions, long now) {
    List<Advice> all = new ArrayList<>();
    sessions.forEach(session -> all.addAll(session.advice(now)));
    all.sort(PRESSING_FIRST);
    return List.copyOf(all);
  }
}
