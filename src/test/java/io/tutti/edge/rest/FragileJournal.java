package io.tutti.edge.rest;

import io.tutti.contract.MemoryJournal;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A journal in memory that can be broken. Thread-safe. */
final class FragileJournal implements Journal {

  private final Journal whole = new MemoryJournal();
  private volatile boolean broken;
  private volatile boolean wrong;

  /** Lets everything fail as a full disk would, or no longer. */
  void breakDown(boolean down) {
    broken = down;
  }

  /** Lets everything fail as only a bug would, or no longer. */
  void goWrong(boolean wrongly) {
    wrong = wrongly;
  }

  private Journal whole() {
    if (wrong) {
      throw new IllegalStateException("secret-internals at line 42");
    }
    if (broken) {
      throw new JournalFailure("disk /var/lib/secret-path is full", false);
    }
    return whole;
  }

  @Override
  public boolean create(SessionDescription description) {
    return whole().create(description);
  }

  @Override
  public void append(List<Batch> batches) {
    whole().append(batches);
  }

  @Override
  public Optional<Opened> open(SessionId session) {
    return whole().open(session);
  }

  @Override
  public Optional<SessionDescription> describe(SessionId session) {
    return whole().describe(session);
  }

  @Override
  public List<Entry> read(SessionId session, long from, long to, int limit) {
    return whole().read(session, from, to, limit);
  }

  @Override
  public long retainedAfter(SessionId session) {
    return whole().retainedAfter(session);
  }

  @Override
  public Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return whole().find(session, client, ref, after);
  }

  @Override
  public void keep(SessionId session, SessionSnapshot snapshot) {
    whole().keep(session, snapshot);
  }

  @Override
  public void forget(SessionId session, SessionSnapshot snapshot) {
    whole().forget(session, snapshot);
  }

  @Override
  public void beginAfter(SessionId session, long after) {
    whole().beginAfter(session, after);
  }

  @Override
  public void forgetUpTo(SessionId session, long seq) {
    whole().forgetUpTo(session, seq);
  }

  @Override
  public void delete(SessionId session) {
    whole().delete(session);
  }

  @Override
  public boolean isDeleted(SessionId session) {
    return whole().isDeleted(session);
  }

  @Override
  public LogIdentity renew(SessionId session) {
    return whole().renew(session);
  }

  @Override
  public List<Summary> list(@Nullable SessionId after, int limit) {
    return whole().list(after, limit);
  }

  @Override
  public boolean isHealthy() {
    return !broken && !wrong;
  }
}
