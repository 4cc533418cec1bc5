package io.tutti.edge.jpa;

import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.sql.SQLException;
import java.util.function.Function;

/** Work on the tables that is done as a whole or not at all. Thread-safe. */
final class Transactions {

  private final Database database;

  Transactions(Database database) {
    this.database = database;
  }

  /** Work whose changes survive a crash of the machine when this returns. {@code what}: begins with a verb, for errors. */
  <R> R write(String what, Function<EntityManager, R> work) {
    database.requireRoom();
    R result = read(what, work);
    try {
      database.sync();
    } catch (SQLException e) {
      throw failure(what, e);
    }
    return result;
  }

  /** Work that changes nothing. */
  <R> R read(String what, Function<EntityManager, R> work) {
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

  /** The failure to throw; the database, which may be at fault, is looked at. */
  JournalFailure failure(String what, Exception thrown) {
    JournalFailure failure = Failures.of(what, thrown);
    if (!failure.isData() && failure != thrown) {
      database.suspect();
    }
    return failure;
  }
}
