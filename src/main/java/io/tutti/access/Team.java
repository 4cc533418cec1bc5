package io.tutti.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People who share sessions. {@code id} has 1–64 characters; {@code description}: null or at most {@value #MAX_DESCRIPTION_LENGTH}
 * characters; {@code settings}: plain values, whatever its programs agree on, at most {@value #MAX_SETTINGS_BYTES} bytes of JSON;
 * times in milliseconds since 1970, {@code updatedAt} null where it was never changed. Immutable.
 */
public record Team(
    String id, TeamName name, @Nullable String description, Map<String, @Nullable Object> settings, long createdAt,
    @Nullable Long updatedAt) {

  public static final int MAX_DESCRIPTION_LENGTH = 2_000;
  public static final int MAX_SETTINGS_BYTES = 16 << 10;
  public static final int MAX_SETTINGS_DEPTH = 16;

  public Team {
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A team of which nothing is said. */
  public Team(String id, TeamName name, long createdAt) {
    this(id, name, null, Map.of(), createdAt, null);
  }

  /** This team, called and described otherwise since {@code at}. */
  public Team changed(TeamName name, @Nullable String description, Map<String, @Nullable Object> settings, long at) {
    return new Team(id, name, description, settings, createdAt, at);
  }
}
