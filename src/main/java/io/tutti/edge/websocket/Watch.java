package io.tutti.edge.websocket;

import io.tutti.edge.websocket.Reception.Visitor;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections, and which of them have been asked for a sign of life. A round asks whoever has been silent for an
 * interval, and drops whoever was asked in an earlier round and has said nothing since: with rounds an interval apart, a
 * connection that is gone is dropped within three intervals (rule PRES12), and none that was not asked. Other rounds look at
 * the tokens: no connection needs a timer of its own. Thread-safe; rounds are made by one thread at a time.
 */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Long NEVER = Long.MIN_VALUE;

  private final long intervalNanos;
  /** When each was asked last, in nanoseconds. */
  private final Map<Visitor, Long> asked = new ConcurrentHashMap<>();

  Watch(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  void add(Visitor visitor) {
    asked.put(visitor, NEVER);
  }

  void remove(Visitor visitor) {
    asked.remove(visitor);
  }

  /** Those that are open now; not a copy. */
  Set<Visitor> visitors() {
    return asked.keySet();
  }

  /** Asks and drops; {@code nowNanos} as {@link System#nanoTime} counts, a moment not before any that was heard. */
  void round(long nowNanos) {
    Iterator<Map.Entry<Visitor, Long>> entries = asked.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Visitor, Long> entry = entries.next();
      try {
        greet(entry, nowNanos);
      } catch (RuntimeException e) {
        LOG.warn("A connection could not be asked for a sign of life", e);
      }
    }
  }

  /** Has each look at its token; {@code nowMillis}: since 1970. */
  void tokenRound(long nowMillis) {
    for (Visitor visitor : asked.keySet()) {
      try {
        visitor.lookAtToken(nowMillis);
      } catch (RuntimeException e) {
        LOG.warn("A connection's token could not be looked at", e);
      }
    }
  }

  private void greet(Map.Entry<Visitor, Long> entry, long now) {
    Visitor visitor = entry.getKey();
    long heard = visitor.lastHeardNanos();
    Long before = entry.getValue();
    if (!before.equals(NEVER) && before - heard >= 0) {
      visitor.drop();
    } else if (now - heard > intervalNanos) {
      // Not put: who has left meanwhile must not come back.
      asked.replace(visitor, now);
      visitor.ping();
    }
  }
}
