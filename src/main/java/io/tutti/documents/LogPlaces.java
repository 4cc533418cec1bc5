package io.tutti.documents;

import java.util.Arrays;

/**
 * Where in the session's log the last events of a document stand; when full, the oldest place is forgotten. Confined to its
 * document.
 */
final class LogPlaces {
  /** How many places are kept. */
  static final int CAPACITY = 1_024;

  private static final int FIRST_CAPACITY = 8;

  private long[] places = new long[FIRST_CAPACITY];
  /** How many have ever been added; the n-th is at n modulo the array's length. */
  private long added;

  /** Adds the place of the next event. */
  void add(long place) {
    if (added == places.length && places.length < CAPACITY) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[(int) (added % places.length)] = place;
    added++;
  }

  /** The place that was added {@code back} ones before the last; 0 if it is forgotten or there never was one. */
  long fromEnd(long back) {
    return back < 0 || back >= size() ? 0 : places[(int) ((added - 1 - back) % places.length)];
  }

  /** How many places there are. */
  int size() {
    return (int) Math.min(added, places.length);
  }
}
