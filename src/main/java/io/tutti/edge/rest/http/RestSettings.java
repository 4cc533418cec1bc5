package io.tutti.edge.rest.http;

import java.util.List;

/**
 * What the routes must know. {@code version}: of the server; {@code anonymous}: whether people without a token may read and
 * create; {@code registration}: whether anybody may make an account; {@code publicMetrics}: whether the figures of sessions that are
 * not private are told without a token;
 * {@code origins}: pages of these origins ({@code scheme://host[:port]}) may call from a browser, beside our own;
 * {@code localPages}: so may those that come from {@code localhost} or {@code 127.0.0.1}, whatever their port;
 * {@code conflictWindowMillis}: the conflict window of sessions whose creator wishes none; {@code requestsPerSecond},
 * {@code requestBurst}: how many requests one address may send, and how many at once. Immutable.
 */
public record RestSettings(
    String version, boolean anonymous, boolean registration, boolean publicMetrics, List<String> origins,
    boolean localPages, long conflictWindowMillis,
    int requestsPerSecond, int requestBurst) {

  public RestSettings {
    if (requestsPerSecond < 1 || requestBurst < 1) {
      throw new IllegalArgumentException("REST_PER_SECOND and REST_BURST must be at least 1");
    }
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!origin.matches("https?://[^/\\s*,]+")) {
        throw new IllegalArgumentException("FRONTEND_URL must be a list of origins such as https://example.org");
      }
    }
  }
}
