package io.tutti.edge.jpa;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions in whose sealed content somebody stands: the database cannot look into it, so every payload and snapshot is opened.
 * Confined to its caller's transaction.
 */
final class SealedMentions {

  private static final String SESSIONS = "SELECT session_key, session_id FROM sessions ORDER BY session_key";
  private static final String PAYLOADS = "SELECT payload FROM session_events WHERE session_key = ?";
  private static final String SNAPSHOTS = "SELECT snapshot FROM session_snapshots WHERE session_key = ?";
  private static final int FETCHED = 500;

  private final Connection connection;
  private final Seal seal;
  /** As it stands in a text of JSON. */
  private final String quoted;

  SealedMentions(Connection connection, Seal seal, UserId user) {
    this.connection = connection;
    this.seal = seal;
    this.quoted = JsonText.quoted(user.value());
  }

  /** Their ids. */
  List<String> sessions() throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SESSIONS); ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long key = row.getLong(1);
        if (isIn(PAYLOADS, SealedColumns.PAYLOAD, key) || isIn(SNAPSHOTS, SealedColumns.SNAPSHOT, key)) {
          found.add(row.getString(2));
        }
      }
    }
    return found;
  }

  private boolean isIn(String sql, String column, long key) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCHED);
      select.setLong(1, key);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (seal.open(column, row.getString(1)).contains(quoted)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
