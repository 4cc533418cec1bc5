package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.DUO;
import static io.tutti.edge.wal.Samples.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.SessionId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final int MAX_IDLE = 10;

  private final Ledger ledger = new Ledger(MAX_IDLE);

  private static SessionId session(int number) {
    return new SessionId("s" + number);
  }

  @Test
  @DisplayName("[WAL15] What is remembered of idle sessions stays bounded, also while an older one has unfolded entries")
  void staysBounded() {
    ledger.appended(List.of(batch(DUO, 1, 1)));
    for (int i = 0; i < 10 * MAX_IDLE; i++) {
      ledger.created(session(i));
    }
    assertEquals(MAX_IDLE + 1, ledger.sessions());
    assertTrue(ledger.hasUnfolded(DUO));
    assertEquals(1, ledger.end(DUO));
    assertTrue(ledger.knows(session(10 * MAX_IDLE - 1)));
    assertFalse(ledger.knows(session(0)));
  }

  @Test
  @DisplayName("[WAL15] A session whose entries are folded is the last to be forgotten, and knows its end until then")
  void forgetsTheEldest() {
    ledger.appended(List.of(batch(DUO, 1, 3)));
    for (int i = 0; i < MAX_IDLE; i++) {
      ledger.created(session(i));
    }
    ledger.folded(batch(DUO, 1, 3));
    assertEquals(MAX_IDLE, ledger.sessions());
    assertEquals(3, ledger.end(DUO));
    assertFalse(ledger.knows(session(0)));
    for (int i = 1; i < MAX_IDLE; i++) {
      assertTrue(ledger.knows(session(i)));
    }
    assertEquals(0, ledger.entries());
  }
}
