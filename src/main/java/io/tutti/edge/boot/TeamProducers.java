package io.tutti.edge.boot;

import io.tutti.access.Accounts;
import io.tutti.access.AddressBlocks;
import io.tutti.access.JoinRequests;
import io.tutti.access.Passwords;
import io.tutti.access.TeamDesk;
import io.tutti.access.Teams;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overviews;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.JpaAddressBlocks;
import io.tutti.edge.jpa.JpaInsights;
import io.tutti.edge.jpa.JpaJoinRequests;
import io.tutti.edge.jpa.JpaOverviews;
import io.tutti.edge.rest.http.JoinRequestRates;
import io.tutti.edge.tokens.LiveRevocations;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.session.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what teams and statistics need, and puts it together. Thread-safe. */
@ApplicationScoped
public class TeamProducers {

  @Produces
  @Singleton
  TeamDesk desk(Accounts accounts, Teams teams, Passwords passwords, LiveRevocations revocations) {
    return new TeamDesk(accounts, teams, passwords, revocations);
  }

  @Produces
  @Singleton
  Overviews overviews(Database database, Journal journal) {
    return new JpaOverviews(database, catchUp(journal));
  }

  @Produces
  @Singleton
  Insights insights(Database database, Journal journal) {
    return new JpaInsights(database, catchUp(journal));
  }

  @Produces
  @Singleton
  JoinRequests joinRequests(Database database) {
    return new JpaJoinRequests(database);
  }

  @Produces
  @Singleton
  AddressBlocks addressBlocks(Database database) {
    return new JpaAddressBlocks(database, System.currentTimeMillis());
  }

  @Produces
  @Singleton
  JoinRequestRates askingRates() {
    return new JoinRequestRates(System::nanoTime);
  }

  /** On the embedded database the tables have caught up with the write-ahead file before they are read. */
  private static Runnable catchUp(Journal journal) {
    return journal instanceof WriteAheadJournal ahead ? ahead::catchUp : () -> { };
  }
}
