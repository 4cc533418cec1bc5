package io.tutti.edge.json;

import io.tutti.session.ProfileField;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about a session, as an object of the fields' words. Thread-safe: holds nothing. */
public final class ProfileJson {

  private ProfileJson() {}

  /** Puts the object {@code name} with the fields' values into the generator's object. */
  public static void write(JsonGenerator generator, String name, Map<ProfileField, ? extends @Nullable Object> fields) {
    generator.writeStartObject(name);
    members(generator, fields);
    generator.writeEnd();
  }

  /** Puts each field with its value into the generator's object. */
  public static void members(JsonGenerator generator, Map<ProfileField, ? extends @Nullable Object> fields) {
    fields.forEach((field, value) -> JsonText.member(generator, field.word(), value));
  }

  /**
   * The fields that the object has; null for what is said no longer.
   *
   * @throws MalformedJson where a member is no field, or its value none of the field
   */
  public static Map<ProfileField, @Nullable Object> fields(JsonObject json) throws MalformedJson {
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
