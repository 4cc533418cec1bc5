package io.tutti.edge.rest.people;

import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.rest.http.PlainValue;
import io.tutti.edge.rest.http.Problem;
import io.tutti.identity.Names;
import io.tutti.identity.PlainValues;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is sent about teams. */
final class TeamBodies {

  private TeamBodies() {}

  /** Rule TEAM3: what a team is to be called, and to have. */
  public record TeamChange(@Nullable String name, @Nullable String description, @Nullable PlainValue settings) {

    /** The name that must be there. */
    TeamName requiredName() {
      return teamName().orElseThrow(() -> Problem.missing("body", "name"));
    }

    /** The name, or empty where none is told. */
    Optional<TeamName> teamName() {
      return Optional.ofNullable(name).map(text -> TeamName.of(text).orElseThrow(() ->
          Problem.wrong("name", "must have 1 to " + TeamName.MAX_LENGTH + " printable characters", text)));
    }

    /** The description; null for none. */
    @Nullable String text() {
      if (description != null
          && (description.length() > Team.MAX_DESCRIPTION_LENGTH || !Names.isPrintable(description.replaceAll("[\\r\\n\\t]", " ")))) {
        throw Problem.wrong(
            "description", "must have at most " + Team.MAX_DESCRIPTION_LENGTH + " printable characters", description);
      }
      return description;
    }

    /** The settings; empty where none are told. */
    Map<String, @Nullable Object> values() {
      if (settings == null) {
        return Map.of();
      }
      JsonObject values = settings.object("settings");
      Optional<String> flaw = PlainValues.flaw(values.members(), Team.MAX_SETTINGS_DEPTH);
      if (flaw.isPresent()) {
        throw Problem.invalid("value_error", "settings: " + flaw.get(), null, "body", "settings");
      }
      if (PlainValues.bytes(values.members()) > Team.MAX_SETTINGS_BYTES) {
        throw Problem.invalid(
            "value_error", "settings must have at most " + Team.MAX_SETTINGS_BYTES + " bytes of JSON", null, "body", "settings");
      }
      return PlainValues.copy(values.members());
    }
  }

  /** Rule TEAM5. {@code role}: a member where it is absent. */
  public record NewMember(
      @NotNull String email, @NotNull String username, @Nullable String fullName,
      @Pattern(regexp = "member|admin", message = "must be one of member, admin") @Nullable String role) {}

  /** Rule TEAM9. */
  public record MemberRole(@NotNull @Pattern(regexp = "member|admin", message = "must be one of member, admin") String role) {}

  /** Rule TEAM22. */
  public record RequestAnswer(@NotNull Boolean accept) {}
}
