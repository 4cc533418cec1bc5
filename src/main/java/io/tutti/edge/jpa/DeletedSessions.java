package io.tutti.edge.jpa;

import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The ids of sessions that were deleted lately (rules LOGID5, LOGID6): at most {@value #MAX_REMEMBERED}, the oldest are forgotten
 * first. Thread-safe: each call belongs to its caller's transaction.
 */
final class DeletedSessions {

  static final int MAX_REMEMBERED = 100_000;

  private static final long LIFETIME_MILLIS = Duration.ofDays(Journal.DELETED_DAYS).toMillis();

  private final LongSupplier nowMillis;

  DeletedSessions(LongSupplier nowMillis) {
    this.nowMillis = nowMillis;
  }

  /** What is known of a deleted session of that id. */
  Optional<DeletedSessionEntity> find(EntityManager entities, SessionId session) {
    return Optional.ofNullable(entities.find(DeletedSessionEntity.class, session.value()))
        .filter(deleted -> nowMillis.getAsLong() - deleted.deletedAt < LIFETIME_MILLIS);
  }

  /** Remembers the session that {@code row} is of, and forgets what is too old or too much. */
  void remember(EntityManager entities, SessionEntity row) {
    long now = nowMillis.getAsLong();
    entities.merge(new DeletedSessionEntity(row.sessionId, now, row.logGeneration));
    long cut = now - LIFETIME_MILLIS;
    List<Long> beyond = entities
        .createQuery("select d.deletedAt from DeletedSessionEntity d order by d.deletedAt desc", Long.class)
        .setFirstResult(MAX_REMEMBERED).setMaxResults(1).getResultList();
    entities.createQuery("delete from DeletedSessionEntity d where d.deletedAt <= :cut")
        .setParameter("cut", beyond.isEmpty() ? cut : Math.max(cut, beyond.get(0)))
        .executeUpdate();
  }

  /** A session of that id is there again. */
  void forget(EntityManager entities, SessionId session) {
    entities.createQuery("delete from DeletedSessionEntity d where d.sessionId = :id")
        .setParameter("id", session.value())
        .executeUpdate();
  }
}
