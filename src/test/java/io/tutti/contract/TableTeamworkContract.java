package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Accounts;
import io.tutti.access.Teams;
import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.Reader;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAccounts;
import io.tutti.edge.jpa.JpaInsights;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.JpaOverviews;
import io.tutti.edge.jpa.JpaTeams;
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
    assertTrue(insights().find("i1", Reader.PUBLIC).isPresent());
    journal().delete(new SessionId("tour"));
    journal().create(Logs.describedSession("tour"));
    assertFalse(insights().find("i1", Reader.PUBLIC).isPresent());
    assertTrue(insights().find("i1", new Reader(new UserId("kim"), null)).isPresent());
  }

  @Test
  @DisplayName("[LIST3] Whoever reads sessions has the tables catch up first")
  void catchesUp() {
    overviews().list(Reader.PUBLIC, Overviews.Wish.all(null));
    overviews().find(new SessionId("a"), Reader.PUBLIC);
    overviews().readings(Reader.PUBLIC, null, 0);
    overviews().openComments(List.of());
    insights().find("i", Reader.PUBLIC);
    assertEquals(5, caughtUp);
  }
}
