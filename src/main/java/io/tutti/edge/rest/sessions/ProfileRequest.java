package io.tutti.edge.rest.sessions;

import io.tutti.edge.rest.http.PatchMembers;
import io.tutti.edge.rest.http.Problem;
import io.tutti.session.ProfileField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request wishes to say about a session, by this interface's names of the fields (rule REST36). Holds nothing. */
public final class ProfileRequest {

  private ProfileRequest() {}

  /** The fields that the body has; null for what is to be said no longer. A name that is none, or a value that cannot be, is 422. */
  public static Map<ProfileField, @Nullable Object> of(PatchMembers body) {
    Map<ProfileField, @Nullable Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> member : body.members().entrySet()) {
      String name = member.getKey();
      ProfileField field = field(name).orElseThrow(() -> Problem.invalid(
          "extra_forbidden", "A session has no such field", null, "body", name.length() > 64 ? "?" : name));
      Object value = member.getValue();
      field.refusal(value).ifPresent(reason -> {
        throw Problem.invalid("value_error", reason, null, "body", name);
      });
      if (fields.containsKey(field)) {
        throw Problem.invalid("value_error", "The same field stands there under two names", null, "body", name);
      }
      put(fields, field, value);
    }
    return fields;
  }

  private static void put(Map<ProfileField, @Nullable Object> fields, ProfileField field, @Nullable Object value) {
    fields.put(field, value);
  }

  /** {@code name} is the title, as where sessions are made; all else has the words of the native protocol, or these with _. */
  private static Optional<ProfileField> field(String name) {
    if (name.equals("name")) {
      return Optional.of(ProfileField.TITLE);
    }
    if (name.equals("team_id")) {
      return Optional.of(ProfileField.TEAM);
    }
    if (name.equals("project_name")) {
      return Optional.of(ProfileField.PROJECT);
    }
    Optional<ProfileField> field = ProfileField.of(name);
    if (field.isPresent()) {
      return field;
    }
    for (ProfileField candidate : ProfileField.values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
