package io.tutti.contract;

import io.tutti.session.AuditLog;

class MemoryAuditLogTest extends AuditLogContract {

  private final MemoryAuditLog log = new MemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }
}
