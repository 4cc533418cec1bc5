package io.tutti.bench;

import java.util.List;
import java.util.Locale;

/** The loads that the benchmark knows: sessions, users of each, how many of them send, messages a second of each sender. */
enum Shape {
  STANDARD(100, 10, 10, 2),
  LARGE(1, 200, 20, 2),
  MANY(1_000, 3, 3, 2),
  /** The standard shape with a rate that rises by steps until the latency breaks. */
  RISING(100, 10, 10, 2),
  /** Connections that only stay: what one of them holds. */
  IDLE(50, 100, 0, 1),
  /** One session with a long log, joined after a restart. */
  OPEN(1, 5, 5, 1_000),
  /** A room of people who talk. */
  CHAT(100, 10, 10, 1, Talk.CHAT, 0),
  /** One session in which everybody's cursor moves. */
  PRESENCE(1, 200, 200, 20, Talk.CURSORS, 0),
  /** Players who act now and then, and whose cursors move all the time. */
  STORY(100, 8, 8, 0.2, Talk.ACTIONS, 10),
  /** People who type into one document. */
  DOCUMENTS(100, 5, 5, 5, Talk.TYPING, 0),
  /** Opening a document of 100,000 characters that was made by many edits. */
  JOIN(1, 1, 1, 1, Talk.TYPING, 0);

  final int sessions;
  final int users;
  final int senders;
  final double rate;
  final Talk talk;
  final double moves;

  Shape(int sessions, int users, int senders, double rate) {
    this(sessions, users, senders, rate, Talk.UPDATES, 0);
  }

  /** {@code moves}: how often a second every user's cursor moves beside it. */
  Shape(int sessions, int users, int senders, double rate, Talk talk, double moves) {
    this.sessions = sessions;
    this.users = users;
    this.senders = senders;
    this.rate = rate;
    this.talk = talk;
    this.moves = moves;
  }

  static Shape named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("No shape is called " + name + "; there are " + List.of(values()), e);
    }
  }
}
