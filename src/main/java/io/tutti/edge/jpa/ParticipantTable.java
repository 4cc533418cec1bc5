package io.tutti.edge.jpa;

import io.tutti.session.Member;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the read model of participants, within a transaction of its caller. First updates every row, then inserts those that
 * were not there: the one form of "insert or update" that both databases understand. Thread-safe: holds nothing.
 */
final class ParticipantTable {

  private static final String UPDATE =
      "UPDATE session_participants SET name = COALESCE(?, name), color = COALESCE(?, color), role = COALESCE(?, role),"
          + " anonymous = COALESCE(?, anonymous), guest = COALESCE(?, guest), present = COALESCE(?, present),"
          + " joined_at = COALESCE(?, joined_at), left_at = COALESCE(?, left_at), banned = COALESCE(?, banned),"
          + " via_team = COALESCE(?, via_team)"
          + " WHERE session_key = ? AND user_id = ?";
  private static final String INSERT =
      "INSERT INTO session_participants (name, color, role, anonymous, guest, present, joined_at, left_at, banned, via_team,"
          + " session_key, user_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  void write(Connection connection, ParticipantChanges changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    List<Map.Entry<ParticipantPlace, ParticipantChanges.Change>> rows = List.copyOf(changes.byPlace().entrySet());
    List<Map.Entry<ParticipantPlace, ParticipantChanges.Change>> missing = new ArrayList<>();
    int[] updated = execute(connection, UPDATE, rows, false);
    for (int i = 0; i < updated.length; i++) {
      // Somebody who was never here, has no role and is not banned can only leave: there is nothing to remember.
      if (updated[i] == 0 && rows.get(i).getValue().role() != null) {
        missing.add(rows.get(i));
      }
    }
    if (!missing.isEmpty()) {
      execute(connection, INSERT, missing, true);
    }
  }

  private static int[] execute(Connection connection, String sql,
      List<Map.Entry<ParticipantPlace, ParticipantChanges.Change>> rows, boolean complete) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<ParticipantPlace, ParticipantChanges.Change> row : rows) {
        bind(statement, row.getValue(), complete);
        statement.setLong(11, row.getKey().sessionKey());
        statement.setString(12, row.getKey().userId());
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** {@code complete}: a new row, whose flags are false where the change does not say. */
  private static void bind(PreparedStatement statement, ParticipantChanges.Change change, boolean complete)
      throws SQLException {
    Member member = change.member();
    statement.setString(1, member == null ? null : member.name());
    statement.setString(2, member == null ? null : member.color());
    statement.setString(3, change.role());
    flag(statement, 4, member == null ? null : member.anonymous(), complete);
    flag(statement, 5, member == null ? null : member.guest(), complete);
    flag(statement, 6, change.present(), complete);
    time(statement, 7, change.joinedAt());
    time(statement, 8, change.leftAt());
    flag(statement, 9, change.banned(), complete);
    flag(statement, 10, change.viaTeam(), complete);
  }

  private static void flag(PreparedStatement statement, int column, @Nullable Boolean value, boolean complete)
      throws SQLException {
    if (value == null && !complete) {
      statement.setNull(column, Types.BOOLEAN);
    } else {
      statement.setBoolean(column, value != null && value);
    }
  }

  private static void time(PreparedStatement statement, int column, @Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(column, Types.BIGINT);
    } else {
      statement.setLong(column, value);
    }
  }
}
