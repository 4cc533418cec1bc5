package io.tutti.edge.jpa;

import io.tutti.session.JournalFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says of what the database threw whether the request or the storage is at fault. Thread-safe: holds nothing. */
final class Failures {

  private static final int MAX_CAUSES = 16;

  private Failures() {}

  /** The failure of {@code what}, a phrase that begins with a verb, for example "append to the journal". */
  static JournalFailure of(String what, Throwable thrown) {
    if (thrown instanceof JournalFailure failure) {
      return failure;
    }
    SQLException sql = sql(thrown);
    String reason = sql == null ? thrown.toString() : sql.getMessage() + " [" + sql.getSQLState() + "]";
    return new JournalFailure("cannot " + what + ": " + reason, thrown, isData(sql));
  }

  /** Whether {@code thrown} says that a unique name or place is taken. */
  static boolean isTaken(Throwable thrown) {
    SQLException sql = sql(thrown);
    return sql != null && "23505".equals(sql.getSQLState());
  }

  /** Classes 22 and 23 of SQL:2016: what was to be stored does not fit, or contradicts what is stored. */
  private static boolean isData(@Nullable SQLException sql) {
    String state = sql == null ? null : sql.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  private static @Nullable SQLException sql(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof SQLException sql) {
        // A batch is refused as a whole; its first cause has the state of the row that was at fault.
        SQLException next = sql.getNextException();
        return sql instanceof java.sql.BatchUpdateException && next != null ? next : sql;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
