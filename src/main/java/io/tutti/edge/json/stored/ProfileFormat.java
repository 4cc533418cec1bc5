package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about a session, as it is stored: an object of the fields' words. Thread-safe: holds nothing. */
public final class ProfileFormat {

  private ProfileFormat() {}

  /** Puts the object {@code name} with the fields' values into the generator's object. */
  static void write(JsonGenerator generator, String name, Map<ProfileField, ? extends @Nullable Object> fields) {
    generator.writeStartObject(name);
    members(generator, fields);
    generator.writeEnd();
  }

  private static void members(JsonGenerator generator, Map<ProfileField, ? extends @Nullable Object> fields) {
    fields.forEach((field, value) -> JsonText.member(generator, field.word(), value));
  }

  /** The profile as one JSON object. */
  public static String text(Profile profile) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      members(generator, profile.values());
      generator.writeEnd();
    });
  }

  /** The profile that {@link #text} wrote. */
  public static Profile profile(String text) throws MalformedJson {
    return new Profile(Map.of()).with(fields(new JsonObject("profile", JsonText.readObject(text))));
  }

  /**
   * The fields that the object has; null for what is said no longer.
   *
   * @throws MalformedJson where a member is no field, or its value none of the field
   */
  static Map<ProfileField, @Nullable Object> fields(JsonObject json) throws MalformedJson {
    Map<ProfileField, @Nullable Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, Object> member : json.members().entrySet()) {
      ProfileField field = ProfileField.of(member.getKey())
          .orElseThrow(() -> new MalformedJson("A session has no field of the name of one that was given"));
      put(fields, field, member.getValue());
    }
    return fields;
  }

  private static void put(Map<ProfileField, @Nullable Object> fields, ProfileField field, @Nullable Object value)
      throws MalformedJson {
    var refusal = field.refusal(value);
    if (refusal.isPresent()) {
      throw new MalformedJson(refusal.get());
    }
    fields.put(field, value);
  }
}
