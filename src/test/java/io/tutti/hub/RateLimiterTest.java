package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  @DisplayName("[REST32] [ERR4] An allowance grows again with time, up to the burst, and says how long to wait")
  void refills() {
    RateLimiter rates = new RateLimiter(RateLimiter.Rate.perSecond(2, 4), 0);
    for (int i = 0; i < 4; i++) {
      assertEquals(0, rates.take("a", 0));
    }
    assertEquals(SECOND / 2, rates.take("a", 0));
    assertEquals(1, RateLimiter.seconds(rates.take("a", 0)));
    assertEquals(0, rates.take("a", SECOND / 2));
    assertEquals(SECOND / 4, rates.take("a", 3 * SECOND / 4));
    for (int i = 0; i < 4; i++) {
      assertEquals(0, rates.take("a", 1_000 * SECOND));
    }
    assertNotEquals(0, rates.take("a", 1_000 * SECOND));
  }

  @Test
  @DisplayName("[REST32] One key's haste is nobody else's; keys beyond those that are remembered share one allowance")
  void keys() {
    RateLimiter rates = new RateLimiter(RateLimiter.Rate.perSecond(1, 2), 0);
    for (int i = 0; i < RateLimiter.MAX_KEYS; i++) {
      assertEquals(0, rates.take("key-" + i, 0));
    }
    assertEquals(0, rates.take("key-7", 0));
    assertNotEquals(0, rates.take("key-7", 0));
    assertEquals(0, rates.take("key-8", 0));
    assertEquals(0, rates.take("one more", 0));
    assertEquals(0, rates.take("yet one more", 0));
    assertNotEquals(0, rates.take("and another", 0));
    assertEquals(0, rates.take("one more", 10 * SECOND));
    assertEquals(0, rates.take("yet one more", 10 * SECOND));
    assertEquals(0, rates.take("and another", 10 * SECOND));
  }

  @Test
  @DisplayName("[REST32] The addresses of one IPv6 network count as one, those of others do not")
  void networks() {
    RateLimiter rates = new RateLimiter(RateLimiter.Rate.perMinute(2), 0);
    assertEquals(0, rates.takeFrom("2001:db8:0:1::1", 0));
    assertEquals(0, rates.takeFrom("2001:DB8::1:2:3:4:5", 0));
    assertEquals(30, RateLimiter.seconds(rates.takeFrom("2001:db8:0:1:ffff::", 0)));
    assertEquals(0, rates.takeFrom("2001:db8:0:2::1", 0));
    assertEquals(0, rates.takeFrom("192.0.2.1", 0));
    assertEquals(0, rates.takeFrom("::ffff:192.0.2.1", 0));
    assertNotEquals(0, rates.takeFrom("192.0.2.1", 0));
    assertEquals(0, rates.takeFrom("192.0.2.2", 0));
  }

  @Test
  @DisplayName("[REST64] So many may be in progress for one network, and so many in all; what is over makes room")
  void concurrency() {
    ConcurrencyLimiter limiter = new ConcurrencyLimiter(3, 2);
    assertTrue(limiter.tryAcquire("192.0.2.1"));
    assertTrue(limiter.tryAcquire("192.0.2.1"));
    assertFalse(limiter.tryAcquire("192.0.2.1"));
    assertTrue(limiter.tryAcquire("192.0.2.2"));
    assertFalse(limiter.tryAcquire("192.0.2.3"));
    limiter.release("192.0.2.1");
    assertTrue(limiter.tryAcquire("192.0.2.3"));
    assertEquals(3, limiter.inProgress());
  }
}
