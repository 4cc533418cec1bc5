package io.tutti.edge.rest.stories;

import io.tutti.edge.rest.http.PlainValue;
import io.tutti.edge.rest.sessions.SessionRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who begins a story asks for (rule REST51): beside these members, which are the session's and the title, everything
 * that describes a story may be there. Immutable.
 */
public record NewStory(
    @Nullable String title,
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
    @Min(0) @Max(60_000) @Nullable Long conflictWindowMs) {

  /** The session in which the story is told, called as the story is where it has no name. */
  SessionRequest session(String storyTitle) {
    return new SessionRequest(sessionId, name == null ? storyTitle : name, description, schema, defaultRole, visibility, admission,
        teamId, durability, retentionDays, conflictWindowMs, null);
  }

  /** The story that was begun. */
  public record BegunStory(String sessionId, String title, int turn, String joinUrl, String createdAt) {}
}
