package io.tutti.bench;

import java.util.List;
import java.util.Locale;

/** The loads that the benchmark knows: sessions, users of each, how many of them send, updates a second of each sender. */
enum Shape {
  STANDARD(100, 10, 10, 2),
  LARGE(1, 200, 20, 2),
  MANY(1_000, 3, 3, 2),
  /** The standard shape with a rate that rises by steps until the latency breaks. */
  RISING(100, 10, 10, 2),
  /** Connections that only stay: what one of them holds. */
  IDLE(50, 100, 0, 1),
  /** One session with a long log, joined after a restart. */
  OPEN(1, 5, 5, 1_000);

  final int sessions;
  final int users;
  final int senders;
  final double rate;

  Shape(int sessions, int users, int senders, double rate) {
    this.sessions = sessions;
    this.users = users;
    this.senders = senders;
    this.rate = rate;
  }

  static Shape named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("No shape is called " + name + "; there are " + List.of(values()), e);
    }
  }
}
