package io.tutti.edge.websocket.llmsession;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as this dialect writes them: ISO 8601, UTC, with microseconds and without a zone. Thread-safe: holds nothing. */
final class LocalTimes {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private LocalTimes() {}

  /** {@code epochMillis}, milliseconds since 1970, for example {@code 2026-11-21T00:27:29.921000}. */
  static String text(long epochMillis) {
    return FORMAT.format(Instant.ofEpochMilli(epochMillis));
  }
}
