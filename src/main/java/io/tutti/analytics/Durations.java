package io.tutti.analytics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How long sessions lasted, in minutes with one decimal (rule AN7). {@code median}: of an even number the upper one of the two in
 * the middle; {@code longest}: the {@value #MAX_LONGEST} longest. Immutable.
 */
public record Durations(long sessions, double average, double max, double min, double median, List<Figures> longest) {

  static final int MAX_LONGEST = 10;

  private static final Comparator<Figures> LONGEST_FIRST =
      Comparator.comparingDouble(Figures::minutes).reversed().thenComparing(Figures::id);

  public Durations {
    longest = List.copyOf(longest);
  }

  /** The durations of {@code sessions}; of none all figures are 0. */
  public static Durations of(Collection<Figures> sessions) {
    double[] minutes = sessions.stream().mapToDouble(Figures::minutes).sorted().toArray();
    if (minutes.length == 0) {
      return new Durations(0, 0, 0, 0, 0, List.of());
    }
    double average = Rounded.toOne(sessions.stream().mapToDouble(Figures::minutes).average().orElse(0));
    return new Durations(minutes.length, average, minutes[minutes.length - 1], minutes[0], minutes[minutes.length / 2],
        sessions.stream().sorted(LONGEST_FIRST).limit(MAX_LONGEST).toList());
  }
}
