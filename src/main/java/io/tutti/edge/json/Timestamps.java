package io.tutti.edge.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as they are written everywhere: ISO 8601, UTC, always with milliseconds and {@code Z}. Thread-safe: holds nothing. */
public final class Timestamps {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** {@code epochMillis}, milliseconds since 1970, for example {@code 2026-11-21T00:26:14.675Z}. */
  public static String iso(long epochMillis) {
    return ISO.format(Instant.ofEpochMilli(epochMillis));
  }

  /** The milliseconds since 1970 of a time that {@link #iso} wrote. */
  public static long millis(String iso) {
    return Instant.parse(iso).toEpochMilli();
  }
}
