package io.tutti.analytics;

import io.tutti.identity.SessionId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How sessions went, day by day (rule AN3). A day of UTC is told where a session began or changed its figures on it; its
 * figures are those of these sessions at the end of that day. The sessions of the later half of the days are compared with those
 * of the earlier one: {@code percentage}, with one decimal, is how many more a day they were. {@code sessions}: different
 * ones. Immutable.
 */
public record Trend(long sessions, Direction direction, double percentage, List<Day> days) {

  /** By how many per cent the halves must differ to be no longer the same. */
  static final double THRESHOLD_PERCENT = 10;

  private static final long MILLIS_PER_DAY = 86_400_000;

  public Trend {
    days = List.copyOf(days);
  }

  /** Where it goes. Immutable. */
  public enum Direction { INCREASING, DECREASING, STABLE, INSUFFICIENT_DATA }

  /** One day's sessions. Immutable. */
  public record Day(
      LocalDate date, long sessions, long tokens, double averageHealth, long active, long completed, long failed) {

    static Day of(long day, Collection<Reading> readings) {
      return new Day(LocalDate.ofEpochDay(day), readings.size(), Rounded.total(readings, Reading::tokenCount),
          Rounded.average(readings, Reading::healthScore), count(readings, Figures.ACTIVE),
          count(readings, Figures.COMPLETED), count(readings, Figures.FAILED));
    }

    private static long count(Collection<Reading> readings, String status) {
      return readings.stream().filter(reading -> reading.status().equals(status)).count();
    }
  }

  /** The day of UTC, counted from 1970-01-01, in which {@code at} (milliseconds since 1970) lies. */
  public static long dayOf(long at) {
    return Math.floorDiv(at, MILLIS_PER_DAY);
  }

  /** When the period of {@code days} (1 and more) that ends at {@code now} begins, both milliseconds since 1970. */
  public static long beginning(long now, int days) {
    return now - days * MILLIS_PER_DAY;
  }

  /**
   * The trend that {@code readings} make.
   *
   * @param readings how sessions stood when they began and whenever their figures changed, or at least the last of each
   *     session and day, in the order of time
   */
  public static Trend of(Collection<Reading> readings) {
    Map<Long, Map<SessionId, Reading>> days = new TreeMap<>();
    readings.forEach(reading ->
        days.computeIfAbsent(dayOf(reading.at()), day -> new TreeMap<>()).put(reading.session(), reading));
    List<Day> told = new ArrayList<>();
    days.forEach((day, known) -> told.add(Day.of(day, known.values())));
    long different = days.values().stream().flatMap(known -> known.keySet().stream()).distinct().count();
    return compared(different, told);
  }

  private static Trend compared(long sessions, List<Day> days) {
    if (days.size() < 2) {
      return new Trend(sessions, Direction.INSUFFICIENT_DATA, 0, days);
    }
    int middle = days.size() / 2;
    double earlier = days.subList(0, middle).stream().mapToLong(Day::sessions).average().orElse(0);
    double later = days.subList(middle, days.size()).stream().mapToLong(Day::sessions).average().orElse(0);
    double change = Rounded.toOne(100 * (later - earlier) / earlier);
    Direction direction = change > THRESHOLD_PERCENT ? Direction.INCREASING
        : change < -THRESHOLD_PERCENT ? Direction.DECREASING : Direction.STABLE;
    return new Trend(sessions, direction, change, days);
  }
}
