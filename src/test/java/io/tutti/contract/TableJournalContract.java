package io.tutti.contract;

import static io.tutti.contract.Logs.ADA;
import static io.tutti.contract.Logs.BOB;
import static io.tutti.contract.Logs.NOON;
import static io.tutti.contract.Logs.batch;
import static io.tutti.contract.Logs.entry;
import static io.tutti.contract.Logs.member;
import static io.tutti.contract.Logs.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a journal in tables does beside the contract, on every database. */
abstract class TableJournalContract extends JournalContract {

  private Database database;
  private JpaJournal journal;

  /** Where this test's empty database is. */
  protected abstract DatabaseAddress address();

  /** What seals the content of the tables: nothing, unless a subclass knows better. */
  Seal seal() {
    return Seal.none();
  }

  @BeforeEach
  void open() {
    database = Database.open(address(), seal());
    journal = new JpaJournal(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Test
  @DisplayName("[JRN20] A piece holds as many entries as have the asked number of characters together, and one at least")
  void pieces() {
    journal.create(session("s"));
    journal.append(List.of(batch("s", Logs.entries(1, 20))));
    SessionId id = new SessionId("s");
    assertEquals(Logs.entries(1, 1), journal.readPiece(id, 1, 20, 100, 1));
    assertEquals(Logs.entries(1, 20), journal.readPiece(id, 1, 20, 100, 1_000_000));
    int some = journal.readPiece(id, 1, 20, 100, 1_000).size();
    assertTrue(some > 1 && some < 20, some + " entries");
  }

  protected Database database() {
    return database;
  }

  /** Closes the database and opens it again, as a server does that starts anew. */
  protected Journal reopen() {
    database.close();
    open();
    return journal;
  }

  /** The rows of a query, columns joined by a blank, asked past the journal. */
  protected List<String> rows(String query) {
    DatabaseAddress address = address();
    try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(query)) {
        return List.of();
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.getResultSet()) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.add(result.getString(column));
          }
          rows.add(String.join(" ", row.stream().map(String::valueOf).toList()));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static final String PARTICIPANTS =
      "SELECT user_id, role, present, joined_at, left_at FROM session_participants ORDER BY user_id";

  @Test
  @DisplayName("[JRN12] The participants' table follows the log: coming, going, coming back, and roles")
  void theParticipantsTableFollowsTheLog() {
    journal.create(session("s"));
    journal.append(List.of(batch("s",
        entry(1, new Event.Joined(member(ADA, Role.HOST))),
        entry(2, new Event.Joined(member(BOB, Role.EDITOR))),
        entry(3, new Event.RoleChanged(new UserId("carol"), Role.VIEWER, ADA)))));
    assertEquals(List.of(
        "ada host " + flag(true) + " " + (NOON + 1) + " null",
        "bob editor " + flag(true) + " " + (NOON + 2) + " null",
        "carol viewer " + flag(false) + " null null"), rows(PARTICIPANTS));
    journal.append(List.of(batch("s",
        entry(4, new Event.Left(ADA, false)),
        entry(5, new Event.RoleChanged(BOB, Role.VIEWER, null)),
        entry(6, new Event.Left(BOB, true)),
        entry(7, new Event.Joined(member(BOB, Role.VIEWER))),
        entry(8, new Event.Left(new UserId("nobody"), false)))));
    assertEquals(List.of(
        "ada host " + flag(false) + " " + (NOON + 1) + " " + (NOON + 4),
        "bob viewer " + flag(true) + " " + (NOON + 7) + " " + (NOON + 6),
        "carol viewer " + flag(false) + " null null"), rows(PARTICIPANTS));
    journal.delete(new SessionId("s"));
    assertEquals(List.of(), rows(PARTICIPANTS));
  }

  /** How the database's driver spells a truth. */
  protected abstract String flag(boolean value);

  @Test
  @DisplayName("[JRN12] A refused append leaves the participants as they were")
  void aRefusedAppendLeavesTheParticipantsAsTheyWere() {
    journal.create(session("s"));
    assertTrue(failure(() -> journal.append(List.of(
        batch("s", entry(1, new Event.Joined(member(ADA, Role.HOST)))), batch("none", entry(1))))).isData());
    assertEquals(List.of(), rows(PARTICIPANTS));
  }

  @Test
  @DisplayName("[JRN13] Everything is there after the database was closed and opened again")
  void everythingIsThereAfterARestart() {
    journal.create(Logs.describedSession("s"));
    journal.append(List.of(batch("s", Logs.entries(1, 50))));
    journal.keep(new SessionId("s"), Logs.snapshot(40));
    Journal.Opened before = journal.open(new SessionId("s")).orElseThrow();
    Journal after = reopen();
    assertEquals(before, after.open(new SessionId("s")).orElseThrow());
    after.append(List.of(batch("s", entry(51))));
  }

  @Test
  @DisplayName("[JRN4] Of two servers that append the same place at the same time one succeeds, and the other is refused")
  void ofTwoServersThatAppendTheSamePlaceOneSucceeds() throws Exception {
    journal.create(session("s"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Database second = Database.open(address(), seal())) {
      JpaJournal other = new JpaJournal(second);
      for (long seq = 1; seq <= 30; seq++) {
        List<Journal.Batch> batches = List.of(batch("s", entry(seq)));
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Boolean> here = threads.submit(() -> succeeds(journal, batches, start));
        Future<Boolean> there = threads.submit(() -> succeeds(other, batches, start));
        assertTrue(here.get(30, TimeUnit.SECONDS) ^ there.get(30, TimeUnit.SECONDS), "place " + seq);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(Logs.entries(1, 30), journal.open(new SessionId("s")).orElseThrow().tail());
  }

  private static boolean succeeds(Journal journal, List<Journal.Batch> batches, CyclicBarrier start) throws Exception {
    start.await(30, TimeUnit.SECONDS);
    try {
      journal.append(batches);
      return true;
    } catch (JournalFailure e) {
      assertTrue(e.isData(), e.toString());
      return false;
    }
  }

  @Test
  @DisplayName("[JRN9] A session that another server deleted and created again is the new one here, too, once it is opened")
  void aSessionThatAnotherServerCreatedAgainIsTheNewOne() {
    journal.create(session("s"));
    journal.append(List.of(batch("s", Logs.entries(1, 3))));
    try (Database second = Database.open(address(), seal())) {
      JpaJournal other = new JpaJournal(second);
      other.delete(new SessionId("s"));
      other.create(session("s"));
    }
    assertEquals(List.of(), journal.open(new SessionId("s")).orElseThrow().tail());
    journal.append(List.of(batch("s", entry(1))));
    assertEquals(Logs.entries(1, 1), journal.open(new SessionId("s")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN14] A closed database fails by name and is not healthy")
  void aClosedDatabaseFailsByName() {
    journal.create(session("s"));
    database.close();
    assertFalse(failure(() -> journal.append(List.of(batch("s", entry(1))))).isData());
    assertFalse(failure(() -> journal.open(new SessionId("s"))).isData());
    assertFalse(failure(() -> journal.create(session("t"))).isData());
    assertFalse(failure(() -> journal.list(null, 1)).isData());
    assertFalse(journal.isHealthy());
  }

  @Test
  @DisplayName("[JRN15] A log with a hole, an unknown event or a damaged snapshot is refused, never opened as another state")
  void aDamagedLogIsRefused() {
    for (String damage : List.of("DELETE FROM session_events WHERE seq = 2", "DELETE FROM session_events WHERE seq >= 3",
        "UPDATE session_events SET type = 'no:such' WHERE seq = 2", "UPDATE session_events SET payload = '{' WHERE seq = 1",
        "UPDATE session_snapshots SET snapshot = '{}'", "UPDATE sessions SET parameters = '[]'")) {
      journal.create(session("s"));
      journal.append(List.of(batch("s", Logs.entries(1, 4))));
      journal.keep(new SessionId("s"), Logs.snapshot(0));
      rows(damage);
      assertFalse(failure(() -> journal.open(new SessionId("s"))).isData(), damage);
      rows("DELETE FROM session_snapshots");
      rows("DELETE FROM document_snapshots");
      rows("DELETE FROM session_events");
      rows("DELETE FROM sessions");
    }
  }

  @Test
  @DisplayName("[JRN16] A session of 100,000 events with a snapshot opens with the snapshot and reads only the tail")
  void aLongLogWithASnapshotReadsOnlyTheTail() {
    journal.create(session("s"));
    for (int page = 0; page < 10; page++) {
      journal.append(List.of(batch("s", Logs.entries(page * 10_000 + 1, (page + 1) * 10_000))));
    }
    SessionSnapshot snapshot = Logs.snapshot(99_900);
    journal.keep(new SessionId("s"), snapshot);
    // What lies behind the snapshot is made unreadable: whoever touches it fails.
    rows("UPDATE session_events SET payload = '' WHERE seq <= 99900 AND (seq > 99800 OR MOD(seq, 1000) = 1)");
    Journal.Opened opened = journal.open(new SessionId("s")).orElseThrow();
    assertEquals(snapshot, opened.snapshot());
    assertEquals(Logs.entries(99_901, 100_000), opened.tail());
    assertEquals(Logs.entry(99_950), journal.find(new SessionId("s"), Logs.TAB, "r99950", 0).orElseThrow());
  }

  @Test
  @DisplayName("[JRN4] A description that does not fit is refused as the request's own fault")
  void aDescriptionThatDoesNotFitIsRefused() {
    SessionDescription tooLong = new SessionDescription(new SessionId("s"), "n".repeat(201), null,
        ParameterSchema.trivector(), Role.EDITOR, SessionDescription.Visibility.PRIVATE, SessionDescription.Durability.STRICT,
        null, false, 500, null, NOON);
    assertTrue(failure(() -> journal.create(tooLong)).isData());
    assertEquals(List.of(), journal.list(null, 10));
  }
}
