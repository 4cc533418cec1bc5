package io.tutti.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.contract.MemoryAuditLog;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.JournalFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditQueueTest {

  private static final UserId BEN = new UserId("ben");

  private final MemoryAuditLog log = new MemoryAuditLog();
  private final AuditQueue queue = new AuditQueue(log, false, address -> "near " + address, () -> 77);

  private static AuditRecord line(long at) {
    return new AuditRecord(at, BEN, "login", null, "here", AuditRecord.DONE);
  }

  private List<AuditRecord> written() {
    return log.read(new AuditLog.Query(0, Long.MAX_VALUE, null, null, 1_000));
  }

  @Test
  @DisplayName("[DP10] [DP11] Lines are written when it is time, in order, with as much of the address as is kept")
  void linesAreWritten() {
    queue.note(line(1));
    queue.note(line(2));
    assertEquals(List.of(), written());
    queue.flush();
    assertEquals(List.of(2L, 1L), written().stream().map(AuditRecord::at).toList());
    assertEquals("near here", written().get(0).address());
    queue.flush();
    assertEquals(2, written().size());
  }

  @Test
  @DisplayName("[DP11] When too many wait, further ones are dropped, and a line says how many")
  void lostLinesAreCounted() {
    for (int i = 0; i < AuditQueue.CAPACITY + 3; i++) {
      queue.note(line(i));
    }
    assertEquals(3, queue.lost());
    queue.flush();
    AuditRecord told = log.read(new AuditLog.Query(77, 77, null, null, 10)).stream()
        .filter(line -> line.action().equals(AuditQueue.LOST)).findFirst().orElseThrow();
    assertEquals("3 lines", told.outcome());
    assertEquals(0, queue.lost());
  }

  @Test
  @DisplayName("[DP11] What could not be written is tried again, before anything else, and stands there once")
  void failuresAreTriedAgain() {
    queue.note(line(1));
    log.breakDown(true);
    assertThrows(JournalFailure.class, queue::flush);
    queue.note(line(2));
    log.breakDown(false);
    queue.flush();
    assertEquals(List.of(2L, 1L), written().stream().map(AuditRecord::at).toList());
  }

  private void judged(AuditQueue trail, Command command, Decision decision) {
    CommandAudit.note(trail, new SessionId("s"), Origin.of(BEN, "here"), command, decision, 5);
    trail.flush();
  }

  @Test
  @DisplayName("[DP9] Commands that govern are noted, refused ones too; others only where everything is wished for")
  void commandsAreNoted() {
    Command kick = new Command.Kick(new UserId("ada"));
    Command set = new Command.UpdateParameters(Map.of("mu", 0.6), null);
    Decision done = new Decision.Accepted(List.of(), List.of());
    judged(queue, kick, new Decision.Rejected(ErrorCode.FORBIDDEN, "No", Map.of()));
    judged(queue, new Command.ChangeRole(BEN, Role.HOST), done);
    judged(queue, set, done);
    assertEquals(List.of("participant:role done", "participant:kick refused: forbidden"),
        written().stream().map(line -> line.action() + " " + line.outcome()).toList());
    AuditQueue everything = new AuditQueue(log, true, address -> address, () -> 77);
    judged(everything, set, done);
    assertEquals("param:update", written().get(0).action());
    assertEquals(new SessionId("s"), written().get(0).session());
    assertTrue(everything.wants(false));
    assertFalse(queue.wants(false));
  }

  @Test
  @DisplayName("[DP22] A command that comes over no connection is noted once, with where it came from; the server's own are nobody's")
  void requestsAreAudited() {
    try (HubWorld world = new HubWorld()) {
      Seat seat = world.join("ada", new FakePeer());
      world.hub.report(HubWorld.ROOM);
      world.hub.perform(HubWorld.ROOM, Origin.of(new UserId("ada"), "10.0.0.7"), new Command.ChangeRole(BEN, Role.VIEWER));
      world.hub.perform(HubWorld.ROOM, Origin.SERVER, new Command.Kick(BEN));
      world.audit.flush();
      List<AuditRecord> lines = world.auditLog.read(new AuditLog.Query(0, Long.MAX_VALUE, null, HubWorld.ROOM, 10));
      assertEquals(List.of("participant:role"), lines.stream().map(AuditRecord::action).toList());
      assertEquals(new UserId("ada"), lines.get(0).user());
      assertEquals("10.0.0.7", lines.get(0).address());
      seat.leave();
    }
  }

  @Test
  @DisplayName("[DP9] What is wished over a connection reaches the audit log with who wished it")
  void connectionsAreAudited() {
    try (HubWorld world = new HubWorld()) {
      Seat seat = world.join("ada", new FakePeer());
      world.hub.report(HubWorld.ROOM);
      seat.wish(new Command.Kick(new UserId("nobody")), null);
      world.hub.report(HubWorld.ROOM);
      world.audit.flush();
      List<AuditRecord> lines = world.auditLog.read(new AuditLog.Query(0, Long.MAX_VALUE, null, HubWorld.ROOM, 10));
      assertEquals(List.of("participant:kick"), lines.stream().map(AuditRecord::action).toList());
      assertEquals(new UserId("ada"), lines.get(0).user());
    }
  }
}
