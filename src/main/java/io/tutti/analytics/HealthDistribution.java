package io.tutti.analytics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many sessions are how healthy (rule AN4): tens from {@code 90-100} down to {@code 0-9}, a score between two whole ones
 * belonging to the lower. Immutable.
 */
public record HealthDistribution(long sessions, Map<String, Long> bands, double averageHealth) {

  private static final int BANDS = 10;

  public HealthDistribution {
    bands = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bands));
  }

  /** The distribution of {@code sessions}. */
  public static HealthDistribution of(Collection<Figures> sessions) {
    Map<String, Long> bands = new LinkedHashMap<>();
    for (int band = BANDS - 1; band >= 0; band--) {
      bands.put(name(band), 0L);
    }
    sessions.forEach(session -> bands.merge(name(band(session.healthScore())), 1L, Long::sum));
    return new HealthDistribution(sessions.size(), bands, Rounded.average(sessions, Figures::healthScore));
  }

  private static int band(double score) {
    return Math.min(BANDS - 1, Math.max(0, (int) Math.floor(score / BANDS)));
  }

  private static String name(int band) {
    return band == BANDS - 1 ? "90-100" : band * BANDS + "-" + (band * BANDS + BANDS - 1);
  }

  /** How many per cent of the sessions {@code count} is, with one decimal. */
  public double percentage(long count) {
    return Rounded.percentage(count, sessions);
  }
}
