package io.tutti.edge.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Identity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The watch over open connections")
class WatchTest {

  /** 10 s. */
  private static final long INTERVAL = 10_000_000_000L;
  /** A clock may stand at any number. */
  private static final long ZERO = Long.MAX_VALUE - 2 * INTERVAL;

  private final Watch watch = new Watch(INTERVAL);

  private static long at(double seconds) {
    return ZERO + (long) (seconds * 1e9);
  }

  /** A connection that says nothing by itself. */
  private static class Silent implements Reception.Visitor {

    private long heard = at(0);
    private int pings;
    private boolean dropped;
    private long looked;

    @Override
    public long lastHeardNanos() {
      return heard;
    }

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public void drop() {
      dropped = true;
    }

    @Override
    public @Nullable Identity identity() {
      return null;
    }

    @Override
    public void lookAtToken(long nowMillis) {
      looked = nowMillis;
    }

    @Override
    public void expel() {
      throw new AssertionError("nobody's token ended");
    }
  }

  @Test
  @DisplayName("[TOK10] Each connection looks at its token in each round, also after one that could not")
  void looksAtTokens() {
    watch.add(new Silent() {
      @Override
      public void lookAtToken(long nowMillis) {
        throw new IllegalStateException("this one cannot");
      }
    });
    Silent one = arrived();
    Silent another = arrived();
    watch.tokenRound(1_000);
    assertEquals(1_000, one.looked);
    assertEquals(1_000, another.looked);
  }

  private Silent arrived() {
    Silent visitor = new Silent();
    watch.add(visitor);
    return visitor;
  }

  @Test
  @DisplayName("drops nobody who was not asked, however late a round comes")
  void lateRound() {
    Silent visitor = arrived();
    watch.round(at(9.99));
    assertEquals(0, visitor.pings);
    watch.round(at(20.5));
    assertEquals(1, visitor.pings);
    assertFalse(visitor.dropped);
  }

  @Test
  @DisplayName("[PRES12] drops whoever did not answer until the next round, within three intervals")
  void unanswered() {
    Silent visitor = arrived();
    watch.round(at(9.99));
    watch.round(at(19.99));
    watch.round(at(29.99));
    assertEquals(1, visitor.pings);
    assertTrue(visitor.dropped);
  }

  @Test
  @DisplayName("keeps whoever answers, and asks again after another silence")
  void answered() {
    Silent visitor = arrived();
    watch.round(at(10.5));
    visitor.heard = at(10.6);
    watch.round(at(20.5));
    assertEquals(1, visitor.pings);
    watch.round(at(30.5));
    assertEquals(2, visitor.pings);
    assertFalse(visitor.dropped);
  }

  @Test
  @DisplayName("asks nobody who has left")
  void left() {
    Silent visitor = arrived();
    watch.remove(visitor);
    watch.round(at(30));
    assertEquals(0, visitor.pings);
    assertTrue(watch.visitors().isEmpty());
  }

  @Test
  @DisplayName("goes on with the others where one cannot be asked")
  void broken() {
    watch.add(new Silent() {
      @Override
      public void ping() {
        throw new IllegalStateException("broken");
      }
    });
    Silent visitor = arrived();
    watch.round(at(11));
    assertEquals(1, visitor.pings);
  }
}
