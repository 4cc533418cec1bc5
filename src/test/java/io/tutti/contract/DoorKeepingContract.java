package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.AddressBlocks;
import io.tutti.access.JoinRequest;
import io.tutti.access.JoinRequests;
import io.tutti.identity.Network;
import io.tutti.access.Role;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is kept of requests to join and of blocked networks, whatever it is kept in. */
abstract class DoorKeepingContract {

  private static final long NOON = 1_795_000_000_000L;
  private static final SessionId ROOM = new SessionId("room");
  private static final SessionId OTHER = new SessionId("other");
  private static final UserId ADA = new UserId("ada");

  abstract JoinRequests requests();

  abstract AddressBlocks blocks();

  private static JoinRequest request(String id, SessionId session, String user, long at) {
    return new JoinRequest(id, session, new UserId(user), "Name of " + user, true, "Let me in", at, true, JoinRequest.Status.PENDING, null);
  }

  private static AddressBlocks.Block block(String id, String network, long since, long until) {
    return new AddressBlocks.Block(id, new Network(network), new UserId("mallory"), "Mallory", ADA, since, until);
  }

  @Test
  @DisplayName("[REQ3] [REQ5] One request of each person waits in a session; asking again changes it under the same id")
  void oneEach() {
    assertEquals(Optional.of(request("r1", ROOM, "bob", NOON)), requests().ask(request("r1", ROOM, "bob", NOON)));
    JoinRequest again = requests().ask(request("r2", ROOM, "bob", NOON + 1)).orElseThrow();
    assertEquals(request("r1", ROOM, "bob", NOON + 1), again);
    requests().ask(request("r3", OTHER, "bob", NOON + 2));
    requests().ask(request("r4", ROOM, "cid", NOON + 3));
    assertEquals(List.of("r1", "r4"), requests().pending(ROOM, 0).stream().map(JoinRequest::id).toList());
    assertEquals(List.of("r4"), requests().pending(ROOM, NOON + 2).stream().map(JoinRequest::id).toList());
    assertEquals(Optional.of(again), requests().find(ROOM, "r1", NOON + 5));
    assertEquals(Optional.empty(), requests().find(OTHER, "r1", NOON + 5));
  }

  @Test
  @DisplayName("[REQ2] Hosts do not see what they are not told of; whoever asked does")
  void unheard() {
    requests().ask(request("r1", ROOM, "bob", NOON).heard(false));
    assertEquals(List.of(), requests().pending(ROOM, 0));
    assertEquals("r1", requests().find(ROOM, "r1", NOON).orElseThrow().id());
  }

  @Test
  @DisplayName("[REQ6] [REQ7] An answer is kept, once")
  void answered() {
    JoinRequest asked = requests().ask(request("r1", ROOM, "bob", NOON)).orElseThrow();
    assertTrue(requests().answer(asked.answered(Role.VIEWER)));
    assertFalse(requests().answer(asked.answered(null)));
    assertEquals(asked.answered(Role.VIEWER), requests().find(ROOM, "r1", NOON).orElseThrow());
    assertEquals(List.of(), requests().pending(ROOM, 0));
    assertEquals("r2", requests().ask(request("r2", ROOM, "bob", NOON + 1)).orElseThrow().id());
  }

  @Test
  @DisplayName("[REQ3] [REQ5] So many wait in a session at most, and after seven days none does")
  void bounded() {
    for (int i = 0; i < JoinRequests.MAX_PENDING; i++) {
      assertTrue(requests().ask(request("r" + i, ROOM, "user" + i, NOON)).isPresent());
    }
    assertTrue(requests().ask(request("more", ROOM, "more", NOON)).isEmpty());
    assertTrue(requests().ask(request("again", ROOM, "user7", NOON)).isPresent());
    long later = NOON + JoinRequest.LIFETIME_MILLIS + 1;
    assertEquals(Optional.empty(), requests().find(ROOM, "r1", later));
    assertTrue(requests().ask(request("late", ROOM, "late", later)).isPresent());
    assertEquals(1, requests().pending(ROOM, 0).size());
  }

  @Test
  @DisplayName("[BAN4] [BAN5] A network is blocked in its session until it ends or is let in again")
  void blocked() {
    assertTrue(blocks().block(ROOM, block("b1", "192.0.2.7", NOON, NOON + 100)));
    assertTrue(blocks().covers(ROOM, "192.0.2.7", NOON + 99));
    assertTrue(blocks().covers(ROOM, "::ffff:192.0.2.7", NOON));
    assertFalse(blocks().covers(ROOM, "192.0.2.7", NOON + 100));
    assertFalse(blocks().covers(ROOM, "192.0.2.8", NOON));
    assertFalse(blocks().covers(OTHER, "192.0.2.7", NOON));
    assertFalse(blocks().covers(ROOM, null, NOON));
    blocks().block(ROOM, block("b2", "192.0.2.7", NOON + 1, NOON + 200));
    assertEquals(List.of("b2"), blocks().list(ROOM, NOON).stream().map(AddressBlocks.Block::id).toList());
    assertEquals(Optional.empty(), blocks().lift(OTHER, "b2"));
    assertEquals("b2", blocks().lift(ROOM, "b2").orElseThrow().id());
    assertFalse(blocks().covers(ROOM, "192.0.2.7", NOON));
  }

  @Test
  @DisplayName("[BAN5] A session keeps 200: the one that ends first makes room")
  void boundedBlocks() {
    for (int i = 0; i <= AddressBlocks.MAX_PER_SESSION; i++) {
      assertTrue(blocks().block(ROOM, block("b" + i, "10.0.0." + i, NOON, NOON + 1_000 - i)));
    }
    assertEquals(AddressBlocks.MAX_PER_SESSION, blocks().list(ROOM, NOON).size());
    assertFalse(blocks().covers(ROOM, "10.0.0." + (AddressBlocks.MAX_PER_SESSION - 1), NOON));
    assertTrue(blocks().covers(ROOM, "10.0.0." + AddressBlocks.MAX_PER_SESSION, NOON));
  }
}
