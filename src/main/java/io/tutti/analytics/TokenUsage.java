package io.tutti.analytics;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many tokens sessions have used (rule AN6). {@code buckets}: how many sessions lie in each, the lower end belonging to it;
 * {@code approaching}: those that have used more than {@value #APPROACHING_PERCENT} per cent of their limit, most first, at
 * most {@value #MAX_APPROACHING}. Immutable.
 */
public record TokenUsage(
    long sessions, long total, double average, long max, long min, Map<String, Long> buckets, List<Figures> approaching) {

  static final double APPROACHING_PERCENT = 80;
  static final int MAX_APPROACHING = 10;

  private static final List<Bucket> BUCKETS = List.of(
      new Bucket("0-10k", 10_000), new Bucket("10k-50k", 50_000), new Bucket("50k-100k", 100_000),
      new Bucket("100k-150k", 150_000), new Bucket("150k-200k", 200_000), new Bucket("200k+", Long.MAX_VALUE));

  private record Bucket(String name, long end) {}

  private static final Comparator<Figures> MOST_USED_FIRST =
      Comparator.comparingDouble(Figures::usagePercentage).reversed().thenComparing(Figures::id);

  public TokenUsage {
    buckets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
    approaching = List.copyOf(approaching);
  }

  /** The usage of {@code sessions}; of none all figures are 0. */
  public static TokenUsage of(Collection<Figures> sessions) {
    Map<String, Long> buckets = new LinkedHashMap<>();
    BUCKETS.forEach(bucket -> buckets.put(bucket.name(), 0L));
    sessions.forEach(session -> buckets.merge(bucket(session.tokenCount()), 1L, Long::sum));
    return new TokenUsage(sessions.size(), Rounded.total(sessions, Figures::tokenCount),
        Rounded.average(sessions, Figures::tokenCount),
        sessions.stream().mapToLong(Figures::tokenCount).max().orElse(0),
        sessions.stream().mapToLong(Figures::tokenCount).min().orElse(0), buckets,
        sessions.stream().filter(session -> session.usagePercentage() > APPROACHING_PERCENT)
            .sorted(MOST_USED_FIRST).limit(MAX_APPROACHING).toList());
  }

  private static String bucket(long tokens) {
    return BUCKETS.stream().filter(bucket -> tokens < bucket.end()).findFirst().orElse(BUCKETS.get(BUCKETS.size() - 1)).name();
  }

  /** How many per cent of its limit a session has used, with one decimal. */
  public static double percentage(Figures session) {
    return Rounded.toOne(session.usagePercentage());
  }
}
