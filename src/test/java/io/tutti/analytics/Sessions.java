package io.tutti.analytics;

import io.tutti.identity.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions for tests. Holds nothing. */
final class Sessions {

  static final long NOON = 1_790_000_000_000L;

  private Sessions() {}

  static Figures session(String id, String status, long tokens, double health) {
    return session(id, status, tokens, health, 0);
  }

  static Figures session(String id, String status, long tokens, double health, long minutes) {
    return new Figures(new SessionId(id), "claude", status, "P" + tokens % 3, tokens, 200_000, health, 0,
        NOON, NOON + minutes * 60_000);
  }

  static Situation situation(Figures figures, @Nullable String description, List<String> tags, long open) {
    return new Situation(new Overview(figures,
        new Overview.About(null, description, tags, null, null, 0, "private", null, null), 0), open);
  }
}
