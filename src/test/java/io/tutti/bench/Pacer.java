package io.tutti.bench;

import java.util.Comparator;
import java.util.List;

/**
 * Who is next to send on one schedule, and when: round by round, in each round in the order of the phases. Confined to its
 * reactor thread.
 */
final class Pacer {

  final Schedule plan;
  private final Connection[] senders;
  private int next;
  private int round;

  /** Of the {@code connections}, those that send. */
  Pacer(Schedule plan, List<Connection> connections) {
    this.plan = plan;
    this.senders = connections.stream()
        .filter(c -> c.user < c.room.senders())
        .sorted(Comparator.comparingLong(c -> plan.dueMicros(c.room.index(), c.user, 0)))
        .toArray(Connection[]::new);
  }

  /** When the next message is due, microseconds after the epoch; {@link Long#MAX_VALUE} after the last. */
  long dueMicros() {
    return senders.length == 0 || round >= plan.updates()
        ? Long.MAX_VALUE
        : plan.dueMicros(senders[next].room.index(), senders[next].user, round);
  }

  /** Whose turn it is; the turn goes on to the next. */
  Connection take() {
    Connection sender = senders[next];
    if (++next == senders.length) {
      next = 0;
      round++;
    }
    return sender;
  }

  Connection[] senders() {
    return senders;
  }
}
