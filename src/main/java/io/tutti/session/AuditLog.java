package io.tutti.session;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log as it is kept. Every method blocks and throws the storage's unchecked failure where that is broken. Thread-safe. */
public interface AuditLog {

  int MAX_LIMIT = 1_000;

  /**
   * Which lines are wished: from {@code from} to {@code to} (milliseconds since 1970, both inclusive), of a user, of a session
   * (null: of any), the newest {@code limit} (1–{@value AuditLog#MAX_LIMIT}).
   */
  record Query(long from, long to, @Nullable UserId user, @Nullable SessionId session, int limit) {
    public Query {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " lines");
      }
    }
  }

  /** Keeps all lines, in order, or none. */
  void write(List<AuditRecord> lines);

  /** The lines, newest first. */
  List<AuditRecord> read(Query query);
}
