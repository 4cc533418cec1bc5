package io.tutti.edge.jpa;

import io.tutti.identity.SessionId;
import io.tutti.session.JournalFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the sessions that were used last, at most {@value #CAPACITY}: a key stands for its session in every other
 * table. A key is never given twice, so one that outlives its session finds nothing. Thread-safe: guarded by itself.
 */
final class SessionKeys {

  static final int CAPACITY = 10_000;

  private final Map<SessionId, Long> keys = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<SessionId, Long> eldest) {
      return size() > CAPACITY;
    }
  };

  /**
   * The key of {@code session}.
   *
   * @throws JournalFailure if there is no such session
   */
  long of(Connection connection, SessionId session) throws SQLException {
    Long known = known(session);
    if (known != null) {
      return known;
    }
    try (PreparedStatement select = connection.prepareStatement("SELECT session_key FROM sessions WHERE session_id = ?")) {
      select.setString(1, session.value());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw missing(session);
        }
        long key = rows.getLong(1);
        remember(session, key);
        return key;
      }
    }
  }

  static JournalFailure missing(SessionId session) {
    return new JournalFailure("there is no session " + session, true);
  }

  private synchronized @Nullable Long known(SessionId session) {
    return keys.get(session);
  }

  synchronized void remember(SessionId session, long key) {
    keys.put(session, key);
  }

  synchronized void forget(SessionId session) {
    keys.remove(session);
  }
}
