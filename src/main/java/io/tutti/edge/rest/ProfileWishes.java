package io.tutti.edge.rest;

import io.tutti.session.ProfileField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request's body wishes to be said about a session, member by member in snake case (rule LIST6). Holds nothing. */
final class ProfileWishes {

  private static final Map<String, ProfileField> FIELDS = fields();

  private ProfileWishes() {}

  private static Map<String, ProfileField> fields() {
    Map<String, ProfileField> fields = new LinkedHashMap<>();
    for (ProfileField field : ProfileField.values()) {
      fields.put(field.word().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), field);
    }
    fields.remove("project");
    fields.put("project_name", ProfileField.PROJECT);
    return fields;
  }

  /** The wishes; null for what is to be said no longer. */
  static Map<ProfileField, @Nullable Object> read(RequestBody body) {
    Map<ProfileField, @Nullable Object> wishes = new LinkedHashMap<>();
    for (String name : body.names()) {
      ProfileField field = FIELDS.get(name);
      if (field == null) {
        throw Problem.invalid("extra_forbidden", "A session has no field of this name that can be changed", null, "body",
            name.length() > 64 ? "" : name);
      }
      Object value = body.plain(name);
      Optional<String> refusal = field.refusal(value);
      if (refusal.isPresent()) {
        throw Problem.invalid("value_error", refusal.get().replaceFirst("^\\w+", name), null, "body", name);
      }
      wishes.put(field, value);
    }
    return wishes;
  }
}
