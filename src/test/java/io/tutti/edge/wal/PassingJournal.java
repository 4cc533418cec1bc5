package io.tutti.edge.wal;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands everything on; a place to watch or change single calls. Thread-safe. */
class PassingJournal implements Journal {

  private final Journal journal;

  PassingJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public boolean create(SessionDescription description) {
    return journal.create(description);
  }

  @Override
  public void append(List<Batch> batches) {
    journal.append(batches);
  }

  @Override
  public Optional<Opened> open(SessionId session) {
    return journal.open(session);
  }

  @Override
  public Optional<SessionDescription> describe(SessionId session) {
    return journal.describe(session);
  }

  @Override
  public List<Entry> read(SessionId session, long from, long to, int limit) {
    return journal.read(session, from, to, limit);
  }

  @Override
  public long retainedAfter(SessionId session) {
    return journal.retainedAfter(session);
  }

  @Override
  public Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return journal.find(session, client, ref, after);
  }

  @Override
  public void keep(SessionId session, SessionSnapshot snapshot) {
    journal.keep(session, snapshot);
  }

  @Override
  public void forget(SessionId session, SessionSnapshot snapshot) {
    journal.forget(session, snapshot);
  }

  @Override
  public void beginAfter(SessionId session, long after) {
    journal.beginAfter(session, after);
  }

  @Override
  public void forgetUpTo(SessionId session, long seq) {
    journal.forgetUpTo(session, seq);
  }

  @Override
  public void delete(SessionId session) {
    journal.delete(session);
  }

  @Override
  public boolean isDeleted(SessionId session) {
    return journal.isDeleted(session);
  }

  @Override
  public LogIdentity renew(SessionId session) {
    return journal.renew(session);
  }

  @Override
  public List<Summary> list(@Nullable SessionId after, int limit) {
    return journal.list(after, limit);
  }

  @Override
  public boolean isHealthy() {
    return journal.isHealthy();
  }
}
