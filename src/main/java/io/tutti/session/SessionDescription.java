package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session is created with and keeps. {@code creator} is host; null where nobody who could come back created it.
 * {@code createdAt}: milliseconds since 1970; {@code conflictWindowMillis} ≥ 0; {@code particulars}: what else was said of it, see
 * {@link Profile}, which tells how all of this has changed since; {@code log}: which log it has. Immutable.
 */
public record SessionDescription(
    SessionId id,
    @Nullable String name,
    @Nullable String description,
    ParameterSchema schema,
    Role defaultRole,
    Visibility visibility,
    Durability durability,
    @Nullable UserId creator,
    boolean creatorSignedIn,
    long conflictWindowMillis,
    @Nullable Integer retentionDays,
    long createdAt,
    Map<ProfileField, Object> particulars,
    LogIdentity log) {

  public SessionDescription {
    particulars = Map.copyOf(particulars);
  }

  /** A session of which nothing particular is said. */
  public SessionDescription(
      SessionId id, @Nullable String name, @Nullable String description, ParameterSchema schema, Role defaultRole,
      Visibility visibility, Durability durability, @Nullable UserId creator, boolean creatorSignedIn,
      long conflictWindowMillis, @Nullable Integer retentionDays, long createdAt) {
    this(id, name, description, schema, defaultRole, visibility, durability, creator, creatorSignedIn,
        conflictWindowMillis, retentionDays, createdAt, Map.of());
  }

  /** A session whose log has no identity yet. */
  public SessionDescription(
      SessionId id, @Nullable String name, @Nullable String description, ParameterSchema schema, Role defaultRole,
      Visibility visibility, Durability durability, @Nullable UserId creator, boolean creatorSignedIn,
      long conflictWindowMillis, @Nullable Integer retentionDays, long createdAt, Map<ProfileField, Object> particulars) {
    this(id, name, description, schema, defaultRole, visibility, durability, creator, creatorSignedIn,
        conflictWindowMillis, retentionDays, createdAt, particulars, LogIdentity.UNDECIDED);
  }

  /** What the ids of its messages are made of, beside their places: two logs of one session name no two messages alike. */
  String messageSalt() {
    return log.generation() == 0 ? id.value() : id + "/" + log.id();
  }

  /** The same session with the log {@code identity}. */
  public SessionDescription withLog(LogIdentity identity) {
    return new SessionDescription(id, name, description, schema, defaultRole, visibility, durability, creator, creatorSignedIn,
        conflictWindowMillis, retentionDays, createdAt, particulars, identity);
  }

  public static final int MAX_NAME_LENGTH = 200;
  public static final int MAX_DESCRIPTION_LENGTH = 2_000;
  public static final long DEFAULT_CONFLICT_WINDOW_MILLIS = 500;

  /** Who may see the session. */
  public enum Visibility {
    PRIVATE, TEAM, PUBLIC;

    /** The lower-case word that is used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The visibility that {@code word} names on the wire, or empty. */
    public static Optional<Visibility> of(String word) {
      return Arrays.stream(values()).filter(visibility -> visibility.word().equals(word)).findFirst();
    }
  }

  /** What chance in the session's story begins with. */
  long seed() {
    return id.value().hashCode() * 31L + createdAt;
  }

  /** Whether an event is shown only after it is stored ({@code STRICT}), or before ({@code RELAXED}). */
  public enum Durability { STRICT, RELAXED }

  /** A session without a title that came into being by joining. */
  public static SessionDescription onJoining(SessionId id, long conflictWindowMillis, long now) {
    return onJoining(id, null, conflictWindowMillis, now);
  }

  /** A session that came into being by joining: the default schema, nobody's but its first host's. */
  public static SessionDescription onJoining(SessionId id, @Nullable String title, long conflictWindowMillis, long now) {
    return new SessionDescription(id, title, null, ParameterSchema.trivector(), Role.EDITOR, Visibility.PRIVATE,
        Durability.STRICT, null, false, conflictWindowMillis, null, now);
  }
}
