package io.tutti.contract;

import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The twin of the table in memory; fails as a lost disk while it is broken. Thread-safe: guarded by itself. */
public final class MemoryAuditLog implements AuditLog {

  private final List<AuditRecord> lines = new ArrayList<>();
  private boolean broken;

  public synchronized void breakDown(boolean down) {
    broken = down;
  }

  @Override
  public synchronized void write(List<AuditRecord> more) {
    if (broken) {
      throw new JournalFailure("the memory is lost", false);
    }
    lines.addAll(more);
  }

  @Override
  public synchronized List<AuditRecord> read(Query query) {
    List<AuditRecord> newest = new ArrayList<>(lines);
    Collections.reverse(newest);
    return newest.stream()
        .filter(line -> line.at() >= query.from() && line.at() <= query.to())
        .filter(line -> query.user() == null || query.user().equals(line.user()))
        .filter(line -> query.session() == null || query.session().equals(line.session()))
        .limit(query.limit())
        .toList();
  }
}
