package io.tutti.edge.boot;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.JpaAuditLog;
import io.tutti.edge.jpa.JpaKeyRotation;
import io.tutti.edge.jpa.JpaPersonalData;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.hub.AuditQueue;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditTrail;
import io.tutti.session.Journal;
import io.tutti.session.KeyRotation;
import io.tutti.session.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Makes the audit log. Thread-safe. */
@ApplicationScoped
public class AuditProducers {

  @Produces
  @Singleton
  AuditLog log(Database database) {
    return new JpaAuditLog(database);
  }

  /** On the embedded database the write-ahead file is folded first, and so holds nothing of anybody. */
  @Produces
  @Singleton
  PersonalData personalData(Database database, Journal journal) {
    return new JpaPersonalData(database, journal instanceof WriteAheadJournal ahead ? ahead::fold : () -> { });
  }

  @Produces
  @Singleton
  KeyRotation keyRotation(Database database, Journal journal) {
    return new JpaKeyRotation(database, journal instanceof WriteAheadJournal ahead ? ahead::fold : () -> { },
        task -> Threads.named("tutti-rotate").newThread(task).start());
  }

  @Produces
  @Singleton
  @Typed(AuditQueue.class)
  AuditQueue queue(AuditLog log, Settings settings) {
    AuditSettings audit = settings.audit();
    return new AuditQueue(log, audit.extent() == AuditSettings.Extent.ALL, audit.addresses(), System::currentTimeMillis);
  }

  @Produces
  @Singleton
  AuditTrail trail(AuditQueue queue, Settings settings) {
    return settings.audit().extent() == AuditSettings.Extent.OFF ? AuditTrail.NONE : queue;
  }

  @Produces
  @Singleton
  Operators operators(Settings settings) {
    return settings.audit().operators();
  }
}
