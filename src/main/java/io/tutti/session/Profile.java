package io.tutti.session;

import io.tutti.access.Role;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said about a session and changes in its life; a field without a value is not said. Immutable. */
public record Profile(Map<ProfileField, Object> values) {

  public static final long USUAL_TOKEN_LIMIT = 200_000;
  public static final double USUAL_HEALTH_SCORE = 100;
  public static final String USUAL_STATUS = "active";

  public Profile {
    Map<ProfileField, Object> copy = new EnumMap<>(ProfileField.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** What a session starts with. */
  public static Profile of(SessionDescription description) {
    Map<ProfileField, Object> values = new EnumMap<>(ProfileField.class);
    put(values, ProfileField.TITLE, description.name());
    put(values, ProfileField.DESCRIPTION, description.description());
    values.put(ProfileField.VISIBILITY, description.visibility().word());
    values.put(ProfileField.DEFAULT_ROLE, description.defaultRole().word());
    Integer days = description.retentionDays();
    put(values, ProfileField.RETENTION_DAYS, days == null ? null : days.longValue());
    return new Profile(values).with(description.particulars());
  }

  private static void put(Map<ProfileField, Object> values, ProfileField field, @Nullable Object value) {
    if (value != null) {
      values.put(field, value);
    }
  }

  /** This profile with other values; null takes one back. */
  public Profile with(Map<ProfileField, ? extends @Nullable Object> changes) {
    Map<ProfileField, Object> changed = new EnumMap<>(ProfileField.class);
    changed.putAll(values);
    changes.forEach((field, value) -> {
      if (value == null) {
        changed.remove(field);
      } else {
        changed.put(field, value instanceof List<?> list ? List.copyOf(list) : value);
      }
    });
    return new Profile(changed);
  }

  /** The value of {@code field}, or null where nothing is said. */
  public @Nullable Object get(ProfileField field) {
    return values.get(field);
  }

  /** The text of {@code field}, or null where nothing is said. */
  public @Nullable String text(ProfileField field) {
    return (String) values.get(field);
  }

  /** The number of {@code field}, or {@code otherwise} where nothing is said. */
  public double number(ProfileField field, double otherwise) {
    return values.get(field) instanceof Number number ? number.doubleValue() : otherwise;
  }

  /** The integer of {@code field}, or {@code otherwise} where nothing is said. */
  public long count(ProfileField field, long otherwise) {
    return values.get(field) instanceof Number number ? number.longValue() : otherwise;
  }

  @SuppressWarnings("unchecked")
  public List<String> tags() {
    return values.get(ProfileField.TAGS) instanceof List<?> tags ? (List<String>) tags : List.of();
  }

  public String status() {
    return Optional.ofNullable(text(ProfileField.STATUS)).orElse(USUAL_STATUS);
  }

  public SessionDescription.Visibility visibility() {
    return Optional.ofNullable(text(ProfileField.VISIBILITY)).flatMap(SessionDescription.Visibility::of)
        .orElse(SessionDescription.Visibility.PRIVATE);
  }

  /** Whether {@code team} may see the session as its own; null is nobody's team. */
  public boolean isSeenBy(@Nullable String team) {
    return visibility() == SessionDescription.Visibility.TEAM && team != null && team.equals(text(ProfileField.TEAM));
  }

  /** Whether only people with a role, an invitation or the session's team come in. */
  public boolean isForMembers() {
    return "members".equals(values.get(ProfileField.ADMISSION));
  }

  /** What newcomers become. */
  public Role defaultRole() {
    return Optional.ofNullable(text(ProfileField.DEFAULT_ROLE)).flatMap(Role::of).orElse(Role.EDITOR);
  }
}
