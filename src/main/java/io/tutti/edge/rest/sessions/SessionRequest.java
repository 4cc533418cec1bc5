package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.identity.Names;
import io.tutti.identity.SessionId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionDescription.Durability;
import io.tutti.session.SessionDescription.Visibility;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody who creates a session wishes of it, read from a request's body. Unknown members are ignored. Immutable. */
public record SessionRequest(RequestBody body, long usualConflictWindowMillis) {

  private static final long MAX_CONFLICT_WINDOW_MILLIS = 60_000;
  private static final long MAX_RETENTION_DAYS = 36_500;

  /** The wished id, or null where the server is to make one. */
  @Nullable SessionId id() {
    String id = body.text("session_id");
    if (id != null && !SessionId.isValid(id)) {
      throw body.wrong("session_id", "must be 1 to 64 letters, digits, _ or -");
    }
    return id == null ? null : new SessionId(id);
  }

  /** The session that comes of it, created by {@code caller} at {@code now}; every wish is checked. */
  public SessionDescription session(SessionId id, Optional<Identity> caller, long now) {
    return new SessionDescription(id, name(), description(), schema(), role(),
        Visibility.valueOf(word("visibility", "private", "team", "public")),
        Durability.valueOf(word("durability", "strict", "relaxed")),
        caller.map(Identity::id).orElse(null),
        caller.filter(identity -> !identity.anonymous()).isPresent(),
        body.integer("conflict_window_ms", 0, MAX_CONFLICT_WINDOW_MILLIS, usualConflictWindowMillis),
        retentionDays(), now, particulars());
  }

  /** What else is wished: whose team it is, and who comes in. Without a wish that is whoever has the link (rule REST6). */
  private Map<ProfileField, Object> particulars() {
    Map<ProfileField, Object> particulars = new EnumMap<>(ProfileField.class);
    String team = body.text("team_id");
    if (team != null) {
      ProfileField.TEAM.refusal(team).ifPresent(reason -> {
        throw Problem.invalid("value_error", reason, null, "body", "team_id");
      });
      particulars.put(ProfileField.TEAM, team);
    }
    if (body.has("admission")) {
      particulars.put(ProfileField.ADMISSION, body.word("admission", List.of("link", "members")));
    }
    return particulars;
  }

  private @Nullable String name() {
    String name = body.text("name");
    if (name != null && (name.isBlank() || name.length() > SessionDescription.MAX_NAME_LENGTH || !Names.isPrintable(name))) {
      throw body.wrong("name", "must have 1 to " + SessionDescription.MAX_NAME_LENGTH + " printable characters");
    }
    return name;
  }

  /** May have lines and tabs, but nothing else that cannot be printed. */
  private @Nullable String description() {
    String text = body.text("description");
    if (text == null) {
      return null;
    }
    boolean printable = Names.isPrintable(text.replaceAll("[\\r\\n\\t]", " "));
    if (text.length() > SessionDescription.MAX_DESCRIPTION_LENGTH || !printable) {
      throw body.wrong(
          "description", "must have at most " + SessionDescription.MAX_DESCRIPTION_LENGTH + " printable characters");
    }
    return text;
  }

  private ParameterSchema schema() {
    JsonObject schema = body.object("schema");
    return schema == null ? ParameterSchema.trivector() : RequestedSchema.read(schema);
  }

  /** Nobody becomes host by joining a session that somebody else has made. */
  private Role role() {
    return Role.of(body.word("default_role", List.of("editor", "viewer"))).orElseThrow();
  }

  private String word(String name, String... words) {
    return body.word(name, List.of(words)).toUpperCase(Locale.ROOT);
  }

  private @Nullable Integer retentionDays() {
    return body.has("retention_days") ? (int) body.integer("retention_days", 1, MAX_RETENTION_DAYS, 1) : null;
  }
}
