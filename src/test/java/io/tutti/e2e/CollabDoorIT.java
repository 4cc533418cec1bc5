package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Who comes in as a client of collab-engine")
@Timeout(60)
class CollabDoorIT {

  private static final String SECRET = "a secret that only this test and its server know";

  @Test
  @DisplayName("[CE11] [CE18] [CE19] without anonymous access a hello needs a token, an unknown session stays unknown, and silence ends")
  void strict() {
    ServerSetup setup = ServerSetup.empty("door").with("ANONYMOUS", "false").with("AUTOCREATE", "false")
        .with("AUTH_TIMEOUT_MS", "1000").with("JWT_SECRET", SECRET).with("JWT_AUDIENCE", "tutti-test");
    try (RunningServer server = setup.start()) {
      try (CollabClient nobody = CollabClient.greet(server, "s", "ada", 0)) {
        assertEquals(4401, nobody.inbox().awaitClose(Inbox.PATIENCE));
      }
      try (Client silent = Client.connect(CollabClient.address(server))) {
        assertEquals(4408, silent.awaitClose());
        assertFalse(silent.inbox().all().iterator().hasNext());
      }
      String bearer = "Bearer " + SignedToken.of(SECRET, "ada", "tutti-test");
      try (Client token = Client.connect(CollabClient.address(server), "Authorization", bearer)) {
        token.send(CollabClient.hello("unknown", "ada", 0));
        assertEquals(4404, token.awaitClose());
      }
    }
  }
}
