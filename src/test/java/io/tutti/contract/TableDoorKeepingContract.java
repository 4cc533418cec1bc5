package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.AddressBlocks;
import io.tutti.access.JoinRequest;
import io.tutti.access.JoinRequests;
import io.tutti.identity.Network;
import io.tutti.access.Role;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAddressBlocks;
import io.tutti.edge.jpa.JpaJoinRequests;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests and blocks in tables, on every database. */
abstract class TableDoorKeepingContract extends DoorKeepingContract {

  private static final SessionId ROOM = new SessionId("x".repeat(64));

  private Database database;
  private JoinRequests requests;
  private AddressBlocks blocks;

  /** Where this test's empty database is. */
  abstract DatabaseAddress address();

  @BeforeEach
  void open() {
    open(0);
  }

  private void open(long now) {
    database = Database.open(address());
    requests = new JpaJoinRequests(database);
    blocks = new JpaAddressBlocks(database, now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  JoinRequests requests() {
    return requests;
  }

  @Override
  AddressBlocks blocks() {
    return blocks;
  }

  @Test
  @DisplayName("[BAN5] [REQ5] What is the longest of everything is there after a restart; what has ended meanwhile is not")
  void restart() {
    UserId user = new UserId("u".repeat(UserId.MAX_LENGTH));
    JoinRequest request = new JoinRequest("r".repeat(32), ROOM, user, "𠮷".repeat(80), false,
        "𠮷".repeat(JoinRequest.MAX_MESSAGE_LENGTH / 2), 7, true, JoinRequest.Status.PENDING, null);
    assertTrue(requests.ask(request).isPresent());
    AddressBlocks.Block lasting = new AddressBlocks.Block(
        "b".repeat(32), new Network("ffff:ffff:ffff:ffff::/64"), user, null, user, 1, 1_000);
    blocks.block(ROOM, lasting);
    blocks.block(ROOM, new AddressBlocks.Block("short", new Network("10.0.0.1"), user, "Name", user, 1, 10));
    database.close();
    open(500);
    assertEquals(List.of(request), requests.pending(ROOM, 0));
    assertEquals(List.of(lasting), blocks.list(ROOM, 0));
    assertTrue(blocks.covers(ROOM, "ffff:ffff:ffff:ffff::1", 600));
    assertFalse(blocks.covers(ROOM, "10.0.0.1", 5));
    assertTrue(requests.answer(request.answered(Role.EDITOR)));
  }
}
