package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.rest.http.PlainValue;
import io.tutti.edge.rest.http.Problem;
import io.tutti.identity.Names;
import io.tutti.identity.SessionId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionDescription.Durability;
import io.tutti.session.SessionDescription.Visibility;
import io.tutti.story.StoryDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who creates a session asks for (rule REST6). What is absent is as usual. {@code schema}: an object that has a
 * parameter under each name; {@code story}: a description, or true for the standard one. Immutable.
 */
public record SessionRequest(
    @Nullable String sessionId,
    @Nullable String name,
    @Nullable String description,
    @Nullable PlainValue schema,
    @Pattern(regexp = "editor|viewer", message = "must be one of editor, viewer") @Nullable String defaultRole,
    @Pattern(regexp = "private|team|public", message = "must be one of private, team, public") @Nullable String visibility,
    @Pattern(regexp = "link|members", message = "must be one of link, members") @Nullable String admission,
    @Nullable String teamId,
    @Pattern(regexp = "strict|relaxed", message = "must be one of strict, relaxed") @Nullable String durability,
    @Min(1) @Max(36_500) @Nullable Integer retentionDays,
    @Min(0) @Max(60_000) @Nullable Long conflictWindowMs,
    @Nullable PlainValue story) {

  /** The id that is asked for, or null where the server is to make one. */
  @Nullable SessionId id() {
    if (sessionId != null && !SessionId.isValid(sessionId)) {
      throw Problem.wrong("session_id", "must be 1 to 64 letters, digits, _ or -", sessionId);
    }
    return sessionId == null ? null : new SessionId(sessionId);
  }

  /** The story that the session begins with; null for none. */
  @Nullable StoryDescription toldStory() {
    return StoryRequest.within(story);
  }

  /** The session that comes of it, created by {@code caller} at {@code now}; everything is checked. */
  SessionDescription session(SessionId id, Optional<Identity> caller, long usualConflictWindowMillis, long now) {
    return new SessionDescription(id, checkedName(), checkedDescription(), parameters(), role(),
        Visibility.valueOf(visibility == null ? "PRIVATE" : visibility.toUpperCase(Locale.ROOT)),
        Durability.valueOf(durability == null ? "STRICT" : durability.toUpperCase(Locale.ROOT)),
        caller.map(Identity::id).orElse(null),
        caller.filter(identity -> !identity.anonymous()).isPresent(),
        conflictWindowMs == null ? usualConflictWindowMillis : conflictWindowMs,
        retentionDays, now, particulars());
  }

  /** What else is asked for: whose team it is, and who comes in. Without it that is whoever has the link (rule REST6). */
  private Map<ProfileField, Object> particulars() {
    Map<ProfileField, Object> particulars = new EnumMap<>(ProfileField.class);
    if (teamId != null) {
      ProfileField.TEAM.refusal(teamId).ifPresent(reason -> {
        throw Problem.invalid("value_error", reason, null, "body", "team_id");
      });
      particulars.put(ProfileField.TEAM, teamId);
    }
    if (admission != null) {
      particulars.put(ProfileField.ADMISSION, admission);
    }
    return particulars;
  }

  private @Nullable String checkedName() {
    if (name != null && (name.isBlank() || name.length() > SessionDescription.MAX_NAME_LENGTH || !Names.isPrintable(name))) {
      throw Problem.wrong("name", "must have 1 to " + SessionDescription.MAX_NAME_LENGTH + " printable characters", name);
    }
    return name;
  }

  /** May have lines and tabs, but nothing else that cannot be printed. */
  private @Nullable String checkedDescription() {
    if (description != null && (description.length() > SessionDescription.MAX_DESCRIPTION_LENGTH
        || !Names.isPrintable(description.replaceAll("[\\r\\n\\t]", " ")))) {
      throw Problem.wrong(
          "description", "must have at most " + SessionDescription.MAX_DESCRIPTION_LENGTH + " printable characters", description);
    }
    return description;
  }

  private ParameterSchema parameters() {
    return schema == null ? ParameterSchema.trivector() : RequestedSchema.read(schema.object("schema"));
  }

  /** Nobody becomes host by joining a session that somebody else has made. */
  private Role role() {
    return defaultRole == null ? Role.EDITOR : Role.of(defaultRole).orElseThrow();
  }
}
