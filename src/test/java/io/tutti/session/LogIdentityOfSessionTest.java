package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tutti.identity.SessionId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogIdentityOfSessionTest {

  private static final SessionDescription FIRST = SessionDescription.onJoining(new SessionId("s"), 500, 0)
      .withLog(new LogIdentity("one", List.of(), 0));

  @Test
  @DisplayName("[CHAT1] [LOGID1] The messages of two logs of one session have no ids in common; those of its first are made as ever")
  void messageSalts() {
    assertEquals("s", FIRST.messageSalt());
    String second = FIRST.withLog(new LogIdentity("two", List.of(), 1)).messageSalt();
    assertNotEquals("s", second);
    assertNotEquals(second, FIRST.withLog(new LogIdentity("three", List.of("two"), 2)).messageSalt());
  }

  @Test
  @DisplayName("[LOGID3] A renewed log remembers at most eight ids, the newest last")
  void renewed() {
    LogIdentity log = FIRST.log();
    for (int i = 1; i <= 10; i++) {
      log = log.renewed("n" + i);
    }
    assertEquals(new LogIdentity("n10", List.of("n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"), 10), log);
  }
}
