package io.tutti.bench;

import static io.tutti.bench.DeliveryLedger.Arrival.DUPLICATE;
import static io.tutti.bench.DeliveryLedger.Arrival.IN_ORDER;
import static io.tutti.bench.DeliveryLedger.Arrival.OUT_OF_ORDER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {

  private final DeliveryLedger ledger = new DeliveryLedger(2);

  @Test
  @DisplayName("[BENCH2] everything once and in order leaves nothing missing")
  void inOrder() {
    for (int k = 0; k < 200; k++) {
      assertEquals(IN_ORDER, ledger.enter(0, k));
    }
    assertEquals(0, ledger.missing() + ledger.tail(0, 200) + ledger.tail(1, 0));
  }

  @Test
  @DisplayName("[BENCH2] a gap is a loss until the missing one comes out of order")
  void gap() {
    ledger.enter(0, 0);
    ledger.enter(0, 3);
    assertEquals(2, ledger.missing());
    assertEquals(OUT_OF_ORDER, ledger.enter(0, 1));
    assertEquals(1, ledger.missing());
    assertEquals(DUPLICATE, ledger.enter(0, 1));
    assertEquals(1, ledger.missing());
  }

  @Test
  @DisplayName("[BENCH2] what comes twice is a repetition, even across a gap wider than the memory")
  void twice() {
    ledger.enter(1, 0);
    assertEquals(DUPLICATE, ledger.enter(1, 0));
    ledger.enter(1, 100);
    assertEquals(99, ledger.missing());
    assertEquals(DUPLICATE, ledger.enter(1, 0));
    assertEquals(99, ledger.missing());
  }

  @Test
  @DisplayName("[BENCH2] what never came at the end is lost, and senders are counted apart")
  void tail() {
    ledger.enter(0, 0);
    assertEquals(4, ledger.tail(0, 5));
    assertEquals(5, ledger.tail(1, 5));
    ledger.reset();
    assertEquals(5, ledger.tail(0, 5));
  }
}
