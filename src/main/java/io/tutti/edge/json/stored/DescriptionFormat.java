package io.tutti.edge.json.stored;

import io.tutti.access.Role;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionDescription.Durability;
import io.tutti.session.SessionDescription.Visibility;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session was created with, as an archive holds it. Thread-safe: holds nothing. */
public final class DescriptionFormat {

  private static final long MAX_WINDOW_MILLIS = 60_000;
  private static final long MAX_RETENTION_DAYS = 36_500;

  private DescriptionFormat() {}

  /** The description as one JSON object, without its creator. */
  public static String write(SessionDescription session) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      JsonText.member(generator, "name", session.name());
      JsonText.member(generator, "description", session.description());
      SchemaFormat.write(generator, "schema", session.schema());
      generator.write("defaultRole", session.defaultRole().word());
      generator.write("visibility", session.visibility().word());
      generator.write("durability", session.durability().name().toLowerCase(Locale.ROOT));
      generator.write("conflictWindowMillis", session.conflictWindowMillis());
      Integer days = session.retentionDays();
      JsonText.member(generator, "retentionDays", days == null ? null : Long.valueOf(days));
      generator.write("createdAt", session.createdAt());
      ProfileFormat.write(generator, "particulars", session.particulars());
      generator.writeEnd();
    });
  }

  /**
   * The description of {@code json} for the session {@code id} of {@code creator}. The team stays behind: whoever brings a
   * session need not be in it.
   *
   * @throws MalformedJson where it is none that {@link #write} writes
   */
  public static SessionDescription read(JsonObject json, SessionId id, @Nullable UserId creator, boolean signedIn)
      throws MalformedJson {
    JsonObject schema = json.optionalObject("schema");
    JsonObject particulars = json.optionalObject("particulars");
    if (schema == null || particulars == null) {
      throw new MalformedJson("schema and particulars must be objects");
    }
    try {
      return new SessionDescription(id, name(json), description(json), SchemaFormat.read(schema), defaultRole(json),
          Visibility.of(json.text("visibility")).orElseThrow(),
          Durability.valueOf(json.text("durability").toUpperCase(Locale.ROOT)), creator, signedIn,
          within(json, "conflictWindowMillis", MAX_WINDOW_MILLIS), retentionDays(json), json.count("createdAt"),
          particulars(particulars));
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw new MalformedJson("The description cannot be: " + e.getMessage());
    }
  }

  private static @Nullable String name(JsonObject json) throws MalformedJson {
    return json.optionalName("name", SessionDescription.MAX_NAME_LENGTH);
  }

  private static @Nullable String description(JsonObject json) throws MalformedJson {
    String text = json.optionalText("description");
    if (text != null && text.length() > SessionDescription.MAX_DESCRIPTION_LENGTH) {
      throw new MalformedJson("description must have at most " + SessionDescription.MAX_DESCRIPTION_LENGTH + " characters");
    }
    return text;
  }

  /** Nobody becomes host by joining a session that somebody else has made. */
  private static Role defaultRole(JsonObject json) throws MalformedJson {
    return Role.of(json.text("defaultRole")).filter(role -> role != Role.HOST).orElseThrow();
  }

  private static @Nullable Integer retentionDays(JsonObject json) throws MalformedJson {
    return json.has("retentionDays") ? (int) within(json, "retentionDays", MAX_RETENTION_DAYS) : null;
  }

  private static long within(JsonObject json, String name, long max) throws MalformedJson {
    long count = json.count(name);
    if (count > max) {
      throw new MalformedJson(name + " must be at most " + max);
    }
    return count;
  }

  private static Map<ProfileField, Object> particulars(JsonObject json) throws MalformedJson {
    Map<ProfileField, Object> said = new EnumMap<>(ProfileField.class);
    said.putAll(new Profile(Map.of()).with(ProfileFormat.fields(json)).values());
    said.remove(ProfileField.TEAM);
    return said;
  }
}
