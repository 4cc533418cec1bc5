package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Accounts;
import io.tutti.access.Teams;
import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overviews;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAccounts;
import io.tutti.edge.jpa.JpaInsights;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.JpaOverviews;
import io.tutti.edge.jpa.JpaTeams;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Journal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What teams, overviews and insights in tables do beside the contract, on every database. */
abstract class TableTeamworkContract extends TeamworkContract {

  private Database database;
  private int caughtUp;

  /** Where this test's empty database is. */
  abstract DatabaseAddress address();

  @BeforeEach
  void open() {
    database = Database.open(address());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  Accounts accounts() {
    return new JpaAccounts(database);
  }

  @Override
  Teams teams() {
    return new JpaTeams(database);
  }

  @Override
  Journal journal() {
    return new JpaJournal(database);
  }

  @Override
  Overviews overviews() {
    return new JpaOverviews(database, () -> caughtUp++);
  }

  @Override
  Insights insights() {
    return new JpaInsights(database, () -> caughtUp++);
  }

  private static Insight insight(String id, String author, String session) {
    return Insight.fresh(id, new Insight.Text("t", "c", List.of()), new Insight.Author(new UserId(author), "Name"), null,
        session == null ? null : new SessionId(session), 1);
  }

  @Test
  @DisplayName("[INS2] An insight about a deleted session does not become one about its successor of the same id")
  void successor() {
    journal().create(Logs.describedSession("tour"));
    assertTrue(insights().add(insight("i1", "kim", "tour")));
    assertTrue(insights().find("i1", Caller.NOBODY).isPresent());
    journal().delete(new SessionId("tour"));
    journal().create(Logs.describedSession("tour"));
    assertFalse(insights().find("i1", Caller.NOBODY).isPresent());
    assertTrue(insights().find("i1", Caller.account(new UserId("kim"), null)).isPresent());
  }

  @Test
  @DisplayName("[LIST3] Whoever reads sessions has the tables catch up first")
  void catchesUp() {
    overviews().list(Caller.NOBODY, Overviews.Wish.all(null));
    overviews().find(new SessionId("a"), Caller.NOBODY);
    overviews().readings(Caller.NOBODY, null, 0);
    overviews().openComments(List.of());
    insights().find("i", Caller.NOBODY);
    assertEquals(5, caughtUp);
  }

  @Test
  @DisplayName("[ROLE13] What a query finds is what the one decision says, in sessions with any past, for anybody")
  void findsWhatIsDecided() {
    RandomSessions sessions = new RandomSessions(journal(), 20_261_201);
    sessions.make(150);
    for (Caller caller : RandomSessions.callers()) {
      List<String> decided = sessions.found(caller);
      assertEquals(decided, journal().list(caller, null, 1_000).stream().map(one -> one.description().id().value()).toList(),
          caller.toString());
      assertEquals(decided, overviews().list(caller, Overviews.Wish.all(null)).stream()
          .map(one -> one.figures().id().value()).sorted().toList(), caller.toString());
    }
    assertTrue(sessions.found(Caller.NOBODY).size() < sessions.found(RandomSessions.callers().get(1)).size());
  }
}
