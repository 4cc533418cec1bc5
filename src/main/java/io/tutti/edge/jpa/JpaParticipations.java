package io.tutti.edge.jpa;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import java.util.List;

/** Who took part where, in the tables that the journal fills. Fails with {@link JournalFailure}. Thread-safe. */
public final class JpaParticipations {

  private final Transactions transactions;

  public JpaParticipations(Database database) {
    this.transactions = new Transactions(database);
  }

  /** The sessions in which {@code user} has taken part or has a role, at most {@code limit}, the last joined first. */
  public List<SessionId> sessionsOf(UserId user, int limit) {
    return transactions.read("read the sessions of somebody", entities -> entities
        .createQuery("select s.sessionId from ParticipantEntity p, SessionEntity s where p.place.userId = :user"
            + " and s.key = p.place.sessionKey order by coalesce(p.joinedAt, 0) desc, s.sessionId", String.class)
        .setParameter("user", user.value())
        .setMaxResults(limit)
        .getResultStream()
        .map(SessionId::new)
        .toList());
  }
}
