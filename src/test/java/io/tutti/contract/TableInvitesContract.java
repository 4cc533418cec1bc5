package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tutti.access.Invites;
import io.tutti.access.Role;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaInvites;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.identity.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What invitations in tables do beside the contract, on every database. */
abstract class TableInvitesContract extends InvitesContract {

  private Database database;
  private Invites invites;

  abstract DatabaseAddress address();

  @BeforeEach
  void open() {
    database = Database.open(address());
    invites = new JpaInvites(database);
    JpaJournal journal = new JpaJournal(database);
    journal.create(Logs.session("s"));
    journal.create(Logs.session("other"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  Invites invites() {
    return invites;
  }

  @Test
  @DisplayName("[INV3] The token is kept nowhere, only a digest of it")
  void digest() throws SQLException {
    Invites.Issued issued =
        invites.issue(SESSION, new UserId("kim"), new Invites.Terms(Role.VIEWER, Logs.NOON + 9, null), Logs.NOON).orElseThrow();
    try (Connection connection = DriverManager.getConnection(address().url(), address().user(), address().password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM session_invites")) {
      assertEquals(true, rows.next());
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        assertFalse(String.valueOf(rows.getString(column)).contains(issued.token()));
      }
    }
  }

  @Test
  @DisplayName("[INV5] Of many who come at the same time no more get in than it has uses")
  void race() throws Exception {
    Invites.Issued issued =
        invites.issue(SESSION, new UserId("kim"), new Invites.Terms(Role.VIEWER, Logs.NOON + 9, 3), Logs.NOON).orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var attempts = IntStream.range(0, 12).<Callable<Boolean>>mapToObj(i -> () ->
          invites.accept(SESSION, issued.token(), new UserId("user" + i), Logs.NOON).isPresent()).toList();
      long in = 0;
      for (var attempt : threads.invokeAll(attempts)) {
        in += attempt.get() ? 1 : 0;
      }
      assertEquals(3, in);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("[INV8] With the session its invitations go: one of the same id has none of them")
  void deletedSession() {
    Invites.Issued issued =
        invites.issue(SESSION, new UserId("kim"), new Invites.Terms(Role.VIEWER, Logs.NOON + 9, null), Logs.NOON).orElseThrow();
    invites.accept(SESSION, issued.token(), new UserId("ada"), Logs.NOON);
    JpaJournal journal = new JpaJournal(database);
    journal.delete(SESSION);
    journal.create(Logs.session("s"));
    assertEquals(0, invites.list(SESSION).size());
    assertEquals(Optional.empty(), invites.accept(SESSION, issued.token(), new UserId("ada"), Logs.NOON));
  }
}
