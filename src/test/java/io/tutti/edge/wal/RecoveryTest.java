package io.tutti.edge.wal;

import static io.tutti.edge.wal.Samples.DUO;
import static io.tutti.edge.wal.Samples.TRIO;
import static io.tutti.edge.wal.Samples.batch;
import static io.tutti.edge.wal.Samples.crashed;
import static io.tutti.edge.wal.Samples.entries;
import static io.tutti.edge.wal.Samples.open;
import static io.tutti.edge.wal.Samples.segments;
import static io.tutti.edge.wal.Samples.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tutti.access.Role;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Strategy;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import io.tutti.session.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(120)
class RecoveryTest {

  @TempDir Path directory;
  @TempDir Path copies;
  private final RememberingJournal inner = Samples.inner();

  @Test
  @DisplayName("[WAL3] After a crash at any moment between two appends, all that was acknowledged is there, once")
  void recoversAfterEveryAppend() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      for (int i = 1; i <= 12; i++) {
        journal.append(List.of(batch(DUO, i, i), batch(TRIO, 2L * i - 1, 2L * i)));
        if (i % 5 == 0) {
          journal.fold();
        } else if (i % 3 == 0) {
          journal.read(TRIO, 1, 1, 1);
        }
        RememberingJournal survivor = recovered(crashed(directory, copies.resolve("after-" + i)));
        assertEquals(entries(1, i), survivor.stored(DUO));
        assertEquals(entries(1, 2L * i), survivor.stored(TRIO));
      }
    }
  }

  @Test
  @DisplayName("[WAL1] A last record cut off or torn at any byte is left out, and every record before it kept")
  void cutsTornTail() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 2)));
      Path segment = segments(directory).get(0);
      int before = (int) Files.size(segment);
      journal.append(List.of(batch(DUO, 3, 3)));
      byte[] whole = Files.readAllBytes(segment);
      for (int length = before; length < whole.length; length++) {
        assertEquals(entries(1, 2), recovered(planted(segment, Arrays.copyOf(whole, length))).stored(DUO), "cut at " + length);
        byte[] torn = whole.clone();
        torn[length] ^= 0x40;
        assertEquals(entries(1, 2), recovered(planted(segment, torn)).stored(DUO), "torn at " + length);
      }
      assertEquals(entries(1, 3), recovered(planted(segment, whole)).stored(DUO));
    }
  }

  @Test
  @DisplayName("[WAL19] What was torn off is reported: how many bytes, from where on, of which file; room that was not used is not")
  void reportsTornEnds() throws IOException {
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Recovery.class);
    heard.start();
    logger.addAppender(heard);
    try {
      WriteAheadJournal journal = open(inner, directory);
      journal.append(List.of(batch(DUO, 1, 1)));
      journal.fold();
      journal.append(List.of(batch(DUO, 2, 2)));
      Path copy = Samples.crashed(directory, copies);
      journal.close();
      Path segment = segments(copy).get(0);
      byte[] bytes = Files.readAllBytes(segment);
      int end = bytes.length;
      while (bytes[end - 1] == 0) {
        end--;
      }
      Files.write(segment, Arrays.copyOf(Arrays.copyOf(bytes, end - 3), bytes.length));
      long whole = SegmentFormat.HEAD_BYTES;
      RememberingJournal survivor = inner.copy();
      open(survivor, copy).close();
      String said = heard.list.stream().map(ILoggingEvent::getFormattedMessage).filter(line -> line.contains("bytes from offset"))
          .findFirst().orElseThrow();
      assertTrue(said.startsWith(segment + ": the " + (end - 3 - whole) + " bytes from offset " + whole + " on are no whole record"),
          said);
      heard.list.clear();
      open(survivor, copy).close();
      assertEquals(List.of(), heard.list.stream().map(ILoggingEvent::getFormattedMessage)
          .filter(line -> line.contains("bytes from offset")).toList());
    } finally {
      logger.detachAppender(heard);
    }
  }

  @Test
  @DisplayName("[WAL1] A segment whose making was cut short at any byte is left out, also behind a torn one")
  void cutsTornHead() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 2)));
      Path first = segments(directory).get(0);
      byte[] whole = Files.readAllBytes(first);
      for (int length = 0; length <= SegmentFormat.HEAD_BYTES; length++) {
        Path crash = crashed(directory, copies);
        Files.write(crash.resolve(SegmentFormat.name(2)), Arrays.copyOf(whole, length));
        assertEquals(entries(1, 2), recovered(crash).stored(DUO));
        Files.write(planted(first, Arrays.copyOf(whole, whole.length - 1)).resolve(SegmentFormat.name(2)),
            Arrays.copyOf(whole, length));
        assertEquals(List.of(), recovered(copies).stored(DUO));
      }
    }
  }

  @Test
  @DisplayName("[WAL16] A segment after the first has room for records; unused room is no damage, whatever follows")
  void keepsRoom() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 20)));
      journal.fold();
      Path second = segments(directory).get(0);
      long made = Files.size(second);
      journal.append(List.of(batch(DUO, 21, 22)));
      assertEquals(made, Files.size(second), "the record lies in the room");
      assertEquals(entries(1, 22), recovered(crashed(directory, copies)).stored(DUO));
      inner.failWith(new JournalFailure("the database is broken", false));
      assertThrows(JournalFailure.class, journal::fold);
      journal.append(List.of(batch(DUO, 23, 23)));
      inner.failWith(null);
      assertEquals(2, segments(directory).size());
      assertEquals(entries(1, 23), recovered(crashed(directory, copies)).stored(DUO));
    }
  }

  @Test
  @DisplayName("[WAL1] [WAL16] A record in the room torn at any byte, or of which only some bytes were written, is left out")
  void cutsTornRecordInRoom() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 20)));
      journal.fold();
      Path segment = segments(directory).get(0);
      byte[] empty = Files.readAllBytes(segment);
      journal.append(List.of(batch(DUO, 21, 21)));
      byte[] whole = Files.readAllBytes(segment);
      for (int at = SegmentFormat.HEAD_BYTES; at < end(whole); at++) {
        byte[] begun = empty.clone();
        System.arraycopy(whole, 0, begun, 0, at);
        assertEquals(entries(1, 20), recovered(planted(segment, begun)).stored(DUO), "written up to " + at);
        byte[] torn = whole.clone();
        torn[at] ^= 0x40;
        assertEquals(entries(1, 20), recovered(planted(segment, torn)).stored(DUO), "torn at " + at);
      }
    }
  }

  @Test
  @DisplayName("[WAL2] [WAL16] Zeros before a whole record are no room but damage, and refuse the start")
  void refusesZerosWithin() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 20)));
      journal.fold();
      Path segment = segments(directory).get(0);
      journal.append(List.of(batch(DUO, 21, 21)));
      byte[] lost = Files.readAllBytes(segment);
      journal.append(List.of(batch(DUO, 22, 22)));
      byte[] whole = Files.readAllBytes(segment);
      Arrays.fill(whole, SegmentFormat.HEAD_BYTES, end(lost), (byte) 0);
      Path crash = planted(segment, whole);
      assertTrue(message(crash).contains("is damaged at offset 24, and entries follow"), message(crash));
    }
  }

  @Test
  @DisplayName("[WAL2] Damage before a whole record refuses the start, names file and offset, and changes nothing")
  void refusesDamage() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 1)));
      Path segment = segments(directory).get(0);
      int second = (int) Files.size(segment);
      journal.append(List.of(batch(DUO, 2, 2)));
      int third = (int) Files.size(segment);
      journal.append(List.of(batch(DUO, 3, 3)));
      byte[] whole = Files.readAllBytes(segment);
      for (int at = 0; at < third; at++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 0x40;
        Path crash = planted(segment, damaged);
        RememberingJournal survivor = inner.copy();
        String message = assertThrows(JournalFailure.class, () -> open(survivor, crash)).getMessage();
        int offset = at < SegmentFormat.HEAD_BYTES ? 0 : at < second ? SegmentFormat.HEAD_BYTES : second;
        assertTrue(message.contains(segment.getFileName() + " is damaged at offset " + offset), message);
        assertEquals(List.of(), survivor.stored(DUO));
        assertEquals(1, segments(crash).size());
      }
    }
  }

  @Test
  @DisplayName("[WAL2] Damage at the end of a segment after which others have records refuses the start; so does a gap")
  void refusesDamageBetweenSegments() throws IOException {
    inner.failWith(new JournalFailure("the database is broken", false));
    WriteAheadJournal journal = open(inner, directory);
    for (int i = 1; i <= 3; i++) {
      journal.append(List.of(batch(DUO, i, i)));
      assertThrows(JournalFailure.class, journal::fold);
    }
    Path first = segments(directory).get(0);
    Path crash = planted(first, Arrays.copyOf(Files.readAllBytes(first), (int) Files.size(first) - 1));
    inner.failWith(null);
    assertTrue(message(crash).contains(first.getFileName() + " is damaged at offset 24"), message(crash));
    crashed(directory, crash);
    assertEquals(entries(1, 3), recovered(crash).stored(DUO));
    crashed(directory, crash);
    Files.delete(segments(crash).get(1));
    assertTrue(message(crash).contains("missing"), message(crash));
    journal.close();
  }

  @Test
  @DisplayName("[WAL3] What the journal behind has, forgot or deleted is left out; a second recovery changes nothing")
  void recoversIdempotently() {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 9), batch(TRIO, 1, 4)));
      Path crash = crashed(directory, copies);
      RememberingJournal survivor = inner.copy();
      survivor.append(List.of(batch(DUO, 1, 6)));
      survivor.forget(DUO, snapshot(4));
      survivor.delete(TRIO);
      open(survivor, crash).close();
      open(survivor, crashed(directory, crash)).close();
      assertEquals(entries(5, 9), survivor.stored(DUO));
      assertTrue(survivor.describe(TRIO).isEmpty());
      assertEquals(List.of(), segments(crash));
    }
  }

  @Test
  @DisplayName("[WAL13] Where the journal behind lacks what came before, the session's entries are kept aside and all others recovered")
  void keepsGapsAside() throws IOException {
    RememberingJournal forgetful = inner.copy();
    inner.append(List.of(batch(DUO, 1, 3)));
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 4, 4), batch(TRIO, 1, 2)));
      journal.append(List.of(batch(DUO, 5, 5), batch(TRIO, 3, 3)));
      Path crash = crashed(directory, copies);
      try (WriteAheadJournal again = open(forgetful, crash)) {
        assertEquals(List.of(), forgetful.stored(DUO));
        assertEquals(entries(1, 3), forgetful.stored(TRIO));
        assertTrue(again.isHealthy());
        again.append(List.of(batch(DUO, 1, 1), batch(TRIO, 4, 4)));
      }
      assertEquals(entries(1, 1), forgetful.stored(DUO));
      assertEquals(List.of(batch(DUO, 4, 5)), Samples.damaged(crash, 1));
    }
  }

  @Test
  @DisplayName("[WAL13] A session that the journal behind refuses to go on with does not stop the start; nothing kept aside is lost")
  void keepsRefusedAside() throws IOException {
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(batch(DUO, 1, 2), batch(TRIO, 1, 2)));
      for (int start = 1; start <= 2; start++) {
        RememberingJournal survivor = inner.copy();
        survivor.refuse(DUO);
        open(survivor, crashed(directory, copies)).close();
        assertEquals(entries(1, 2), survivor.stored(TRIO));
        assertEquals(List.of(batch(DUO, 1, 2)), Samples.damaged(copies, start), "a second time takes another file");
      }
    }
  }

  @Test
  @DisplayName("[WAL3] Every kind of event comes back as it was, with all that may be missing missing")
  void keepsEveryEvent() {
    UserId ada = new UserId("ada \" \\ ü");
    Conflict conflict = new Conflict("c1", "mu", new Conflict.Claim(ada, 0.5), new Conflict.Claim(new UserId("b"), 0.7), 99);
    List<Event> events = List.of(
        new Event.Joined(new Member(ada, "Ada 🎼", "#fff", Role.HOST, true, true)),
        new Event.Left(ada, true),
        new Event.Left(ada, false),
        new Event.ParametersChanged(ada, Map.of("mu", 1.0, "x", -1e-300), Map.of()),
        new Event.ConflictOpened(conflict),
        new Event.ConflictClosed("c1", "mu", 1e17, Strategy.EXPIRED, null),
        new Event.RoleChanged(ada, Role.VIEWER, null),
        new Event.RoleChanged(ada, Role.EDITOR, ada));
    List<Entry> log = new ArrayList<>();
    events.forEach(event -> log.add(new Entry(log.size() + 1, Long.MAX_VALUE, null, null, null, event)));
    try (WriteAheadJournal journal = open(inner, directory)) {
      journal.append(List.of(new Batch(DUO, log)));
      assertEquals(log, recovered(crashed(directory, copies)).stored(DUO));
    }
  }

  /** Where the room begins; records end with a character, never with a zero. */
  private static int end(byte[] segment) {
    int end = segment.length;
    while (segment[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private RememberingJournal recovered(Path crash) {
    RememberingJournal survivor = inner.copy();
    open(survivor, crash).close();
    return survivor;
  }

  private String message(Path crash) {
    return String.valueOf(assertThrows(JournalFailure.class, () -> open(inner.copy(), crash)).getMessage());
  }

  private Path planted(Path segment, byte[] content) throws IOException {
    Path crash = crashed(directory, copies);
    Files.write(crash.resolve(segment.getFileName()), content);
    return crash;
  }
}
