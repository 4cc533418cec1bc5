package io.tutti.edge.rest;

import java.util.List;

/**
 * What the routes must know. {@code version}: of the server; {@code anonymous}: whether people without a token may read and
 * create; {@code origins}: pages of these origins ({@code scheme://host[:port]}) may call from a browser, beside our own;
 * {@code conflictWindowMillis}: the conflict window of sessions whose creator wishes none. Immutable.
 */
public record RestSettings(String version, boolean anonymous, List<String> origins, long conflictWindowMillis) {

  public RestSettings {
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!origin.matches("https?://[^/\\s*,]+")) {
        throw new IllegalArgumentException("FRONTEND_URL must be a list of origins such as https://example.org");
      }
    }
  }
}
