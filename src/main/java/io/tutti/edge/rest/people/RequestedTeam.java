package io.tutti.edge.rest.people;

import io.tutti.access.Team;
import io.tutti.access.TeamName;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.identity.Names;
import io.tutti.identity.PlainValues;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wishes of a team, read from a request's body (rule TEAM3). Unknown members are ignored. Immutable. */
record RequestedTeam(RequestBody body) {

  boolean says(String member) {
    return body.names(member);
  }

  /** The name that must be there. */
  TeamName requiredName() {
    return named(body.requiredText("name"));
  }

  /** The name, or empty where none is wished. */
  Optional<TeamName> name() {
    return Optional.ofNullable(body.text("name")).map(this::named);
  }

  private TeamName named(String text) {
    return TeamName.of(text)
        .orElseThrow(() -> body.wrong("name", "must have 1 to " + TeamName.MAX_LENGTH + " printable characters"));
  }

  /** The description; null for none. */
  @Nullable String description() {
    String text = body.text("description");
    if (text != null && (text.length() > Team.MAX_DESCRIPTION_LENGTH || !Names.isPrintable(text.replaceAll("[\\r\\n\\t]", " ")))) {
      throw body.wrong("description", "must have at most " + Team.MAX_DESCRIPTION_LENGTH + " printable characters");
    }
    return text;
  }

  /** The settings; empty where none are wished. */
  Map<String, @Nullable Object> settings() {
    JsonObject settings = body.object("settings");
    if (settings == null) {
      return Map.of();
    }
    Optional<String> flaw = PlainValues.flaw(settings.members(), Team.MAX_SETTINGS_DEPTH);
    if (flaw.isPresent()) {
      throw Problem.invalid("value_error", "settings: " + flaw.get(), null, "body", "settings");
    }
    if (PlainValues.bytes(settings.members()) > Team.MAX_SETTINGS_BYTES) {
      throw Problem.invalid(
          "value_error", "settings must have at most " + Team.MAX_SETTINGS_BYTES + " bytes of JSON", null, "body", "settings");
    }
    return PlainValues.copy(settings.members());
  }
}
