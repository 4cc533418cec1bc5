package io.tutti.edge.jpa;

import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.util.function.Function;

/** Runs work on entities, each in a transaction of its own, and says by name what went wrong. Thread-safe. */
final class Transactions {

  private final Database database;

  Transactions(Database database) {
    this.database = database;
  }

  /**
   * What {@code work} answers, once its changes are committed.
   *
   * @param what what it does, a phrase that begins with a verb, for people
   * @throws JournalFailure if it fails; nothing is changed then
   */
  <R> R run(String what, Function<EntityManager, R> work) {
    try (EntityManager entities = database.entities().createEntityManager()) {
      EntityTransaction transaction = entities.getTransaction();
      transaction.begin();
      try {
        R result = work.apply(entities);
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    } catch (RuntimeException e) {
      throw failure(what, e);
    }
  }

  /** The failure to throw; connections that may be at fault are replaced. */
  JournalFailure failure(String what, Exception thrown) {
    JournalFailure failure = Failures.of(what, thrown);
    if (!failure.isData() && failure != thrown) {
      database.renew();
    }
    return failure;
  }
}
