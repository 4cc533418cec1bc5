package io.tutti.edge.agents;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which language model tells stories, and how much it may cost.
 *
 * @param url where the API begins, for example {@code https://example.org/v1}
 * @param model the model's name there
 * @param key the bearer token, or null where none is needed; never written out
 * @param timeout how long one attempt may take, from first byte to last
 * @param budget how many tokens one session may spend altogether; 0 is none at all. Actions that are resolved at the same
 *     time may overstep it by what they cost together
 */
public record AgentSettings(URI url, String model, @Nullable String key, Duration timeout, long budget) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);
  public static final long DEFAULT_BUDGET = 200_000;

  public AgentSettings {
    if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException("a language model's address begins with http:// or https://");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("a language model needs a name");
    }
    if (timeout.isNegative() || timeout.isZero() || budget < 0) {
      throw new IllegalArgumentException("a language model needs some time, and a budget of at least 0 tokens");
    }
  }

  @Override
  public String toString() {
    return "AgentSettings[" + url + ", " + model + ", key " + (key == null ? "none" : "given") + ", " + timeout + ", "
        + budget + "]";
  }
}
