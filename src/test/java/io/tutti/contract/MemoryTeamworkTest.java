package io.tutti.contract;

import io.tutti.access.Accounts;
import io.tutti.access.Teams;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overviews;
import io.tutti.session.Journal;

/** The twins in memory are stores like the others. */
class MemoryTeamworkTest extends TeamworkContract {

  private final MemoryAccounts accounts = new MemoryAccounts();
  private final MemoryJournal journal = new MemoryJournal();
  private final JournalOverviews overviews = new JournalOverviews(journal);
  private final MemoryInsights insights = new MemoryInsights(overviews);

  @Override
  Accounts accounts() {
    return accounts;
  }

  @Override
  Teams teams() {
    return accounts;
  }

  @Override
  Journal journal() {
    return journal;
  }

  @Override
  Overviews overviews() {
    return overviews;
  }

  @Override
  Insights insights() {
    return insights;
  }
}
