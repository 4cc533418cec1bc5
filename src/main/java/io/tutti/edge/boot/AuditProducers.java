package io.tutti.edge.boot;

import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.JpaAuditLog;
import io.tutti.edge.rest.Operators;
import io.tutti.hub.AuditQueue;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditTrail;
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
