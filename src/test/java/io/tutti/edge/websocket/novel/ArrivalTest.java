package io.tutti.edge.websocket.novel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import io.tutti.contract.MemoryAccounts;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.identity.UserId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArrivalTest {

  private static final TokenVerifier KIM = token -> token.equals("good")
      ? Optional.of(new Identity(new UserId("user_1"), "kim", null, false, Long.MAX_VALUE)) : Optional.empty();

  private static Arrival knock(String session, String user, String token) {
    return Arrival.of(new Arrival.Knock(session, user, token), KIM, new MemoryAccounts(), true);
  }

  private static Arrival.Admitted admitted(String user, String token) {
    return assertInstanceOf(Arrival.Admitted.class, knock("tale", user, token));
  }

  @Test
  @DisplayName("[NE1] A session called session is refused, and the reason says what to do")
  void reserved() {
    var refused = assertInstanceOf(Arrival.Refused.class, knock("session", "alice", null));
    assertEquals(CloseCode.NO_SUCH_SESSION, refused.code());
    assertTrue(refused.reason().endsWith("Choose another id"), refused.reason());
  }

  @Test
  @DisplayName("[NE3] The same name is the same guest, another name is another, and none of them can be of a token")
  void guests() {
    UserId alice = admitted("alice", null).self().member().id();
    assertEquals(alice, admitted("alice", "anonymous").self().member().id());
    assertNotEquals(alice, admitted("Alice", "").self().member().id());
    assertNotEquals(admitted("alice", null).self().client(), admitted("alice", null).self().client());
    assertEquals("alice", WireNames.of(alice));
    assertEquals("user_1", WireNames.of(new UserId("user_1")));
    assertTrue(admitted("alice", null).self().member().guest());
  }

  @Test
  @DisplayName("[NE4] Whoever has a token is its user, by id or by name")
  void known() {
    assertEquals(new UserId("user_1"), admitted("kim", "good").self().member().id());
    assertEquals(admitted("kim", "good").self().member(), admitted("user_1", "good").self().member());
    assertInstanceOf(Arrival.Refused.class, knock("tale", "ben", "good"));
    assertInstanceOf(Arrival.Refused.class, knock("tale", "kim", "bad"));
  }
}
