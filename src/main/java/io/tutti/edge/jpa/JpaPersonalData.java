package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Erasure;
import io.tutti.session.PersonalData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the tables have of one person. Thread-safe. */
public final class JpaPersonalData implements PersonalData {

  private static final String SESSIONS =
      "SELECT s.session_id FROM sessions s WHERE s.creator = ?"
          + " OR s.session_key IN (SELECT session_key FROM session_participants WHERE user_id = ?)"
          + " OR s.session_key IN (SELECT session_key FROM session_events WHERE user_id = ? OR payload LIKE ? ESCAPE '!')"
          + " OR s.session_key IN (SELECT session_key FROM session_messages WHERE user_id = ? OR mentions LIKE ? ESCAPE '!'"
          + " OR reactions LIKE ? ESCAPE '!')"
          + " OR s.session_key IN (SELECT session_key FROM session_snapshots WHERE snapshot LIKE ? ESCAPE '!')"
          + " ORDER BY s.session_id";
  private static final String BLANK = "UPDATE users SET email = ?, email_key = ?, username = ?, username_key = ?, full_name = NULL,"
      + " team_id = NULL, password_hash = '', active = FALSE, last_login = NULL, kept_token = NULL WHERE user_id = ?";
  /** What is left of somebody in lists that others keep for a while. */
  private static final List<String> BESIDE = List.of(
      "UPDATE team_requests SET user_id = ? WHERE user_id = ?",
      "UPDATE join_requests SET user_id = ?, name = '" + Erasure.NAME + "', message = NULL WHERE user_id = ?",
      "UPDATE address_blocks SET user_id = ?, name = '" + Erasure.NAME + "' WHERE user_id = ?",
      "UPDATE address_blocks SET blocked_by = ? WHERE blocked_by = ?");
  private static final int FETCHED = 500;

  private final Transactions transactions;
  private final Seal seal;
  private final Runnable beforeLooking;

  /**
   * What {@code database} has.
   *
   * @param beforeLooking brings the tables up to date with all that was stored, where they may be behind, and clears what is
   *     before them
   */
  public JpaPersonalData(Database database, Runnable beforeLooking) {
    this.transactions = new Transactions(database);
    this.seal = database.seal();
    this.beforeLooking = beforeLooking;
  }

  @Override
  public void read(UserId user, Kind kind, Consumer<Map<String, @Nullable Object>> reader) {
    beforeLooking.run();
    transactions.read("read what there is of somebody", entities -> {
      entities.unwrap(Session.class).doWork(connection -> read(connection, sql(kind), user, reader));
      return true;
    });
  }

  private static String sql(Kind kind) {
    return switch (kind) {
      case ACCOUNT -> "SELECT user_id AS id, email, username, full_name, team_id, team_role, active, created_at, last_login"
          + " FROM users WHERE user_id = ?";
      case SESSIONS -> "SELECT s.session_id AS session, s.name AS title, p.name, p.role, p.color, p.anonymous, p.guest, p.banned,"
          + " p.joined_at, p.left_at FROM session_participants p JOIN sessions s ON s.session_key = p.session_key"
          + " WHERE p.user_id = ? ORDER BY s.session_id";
      case MESSAGES -> "SELECT s.session_id AS session, m.seq, m.message_id AS id, m.kind, m.username, m.content, m.parent_id,"
          + " m.file, m.line, m.created_at, m.updated_at, m.deleted_at FROM session_messages m"
          + " JOIN sessions s ON s.session_key = m.session_key WHERE m.user_id = ? ORDER BY s.session_id, m.seq";
      case READ_POSITIONS -> "SELECT s.session_id AS session, r.seq FROM read_positions r"
          + " JOIN sessions s ON s.session_key = r.session_key WHERE r.user_id = ? ORDER BY s.session_id";
      case INSIGHTS -> "SELECT insight_id AS id, title, content, author_name, team_id, session_id AS session, created_at, updated_at"
          + " FROM insights WHERE author = ? ORDER BY created_at, insight_id";
      case VOTES -> "SELECT insight_id AS insight FROM insight_votes WHERE user_id = ? ORDER BY insight_id";
      case INVITES -> "SELECT s.session_id AS session, i.role, i.created_at, i.expires_at, i.uses, i.revoked FROM session_invites i"
          + " JOIN sessions s ON s.session_key = i.session_key WHERE i.created_by = ? ORDER BY i.created_at";
      case AUDIT -> "SELECT at, action, session_id AS session, address, outcome FROM audit_log WHERE user_id = ? ORDER BY at, line";
    };
  }

  private void read(Connection connection, String sql, UserId user, Consumer<Map<String, @Nullable Object>> reader)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCHED);
      select.setString(1, user.value());
      try (ResultSet row = select.executeQuery()) {
        ResultSetMetaData columns = row.getMetaData();
        while (row.next()) {
          Map<String, @Nullable Object> line = new LinkedHashMap<>();
          for (int column = 1; column <= columns.getColumnCount(); column++) {
            String word = word(columns.getColumnLabel(column));
            line.put(word, opened(word, value(row, column)));
          }
          reader.accept(line);
        }
      }
    }
  }

  /** Of what is read here only what was said is sealed; insights are not, and have no such beginning. */
  private @Nullable Object opened(String word, @Nullable Object value) {
    return word.equals("content") && value instanceof String text ? seal.open(SealedColumns.MESSAGE, text) : value;
  }

  /** For example {@code joinedAt} of {@code JOINED_AT}. */
  private static String word(String column) {
    StringBuilder word = new StringBuilder();
    for (String part : column.toLowerCase(Locale.ROOT).split("_")) {
      word.append(word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return word.toString();
  }

  private static @Nullable Object value(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value == null || value instanceof Boolean) {
      return value;
    }
    return value instanceof Number number ? (Object) number.longValue() : row.getString(column);
  }

  @Override
  public List<SessionId> sessionsOf(UserId user) {
    beforeLooking.run();
    return transactions.read("find the sessions in which somebody stands", entities ->
        entities.unwrap(Session.class).doReturningWork(connection -> sessionsOf(connection, user)));
  }

  private List<SessionId> sessionsOf(Connection connection, UserId user) throws SQLException {
    Set<String> sessions = new TreeSet<>(seal.isActive() ? new SealedMentions(connection, seal, user).sessions() : List.of());
    try (PreparedStatement select = connection.prepareStatement(SESSIONS)) {
      String standing = ErasedSession.standing(user);
      String id = user.value();
      int place = 0;
      for (String value : List.of(id, id, id, standing, id, standing, standing, standing)) {
        select.setString(++place, value);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sessions.add(row.getString(1));
        }
      }
    }
    return sessions.stream().map(SessionId::new).toList();
  }

  @Override
  public Map<String, Long> erase(SessionId session, Erasure erasure) {
    beforeLooking.run();
    return transactions.write("erase somebody from session " + session, entities ->
        entities.unwrap(Session.class).doReturningWork(connection -> {
          Long key = locked(connection, session);
          return key == null ? Map.of() : new ErasedSession(entities, seal, connection, key, erasure).rewrite();
        }));
  }

  private static @Nullable Long locked(Connection connection, SessionId session) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT session_key FROM sessions WHERE session_id = ? FOR UPDATE")) {
      select.setString(1, session.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }

  @Override
  public Map<String, Long> eraseBeside(Erasure erasure, String nowhere) {
    return transactions.write("erase somebody", entities -> entities.unwrap(Session.class).doReturningWork(connection -> {
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("readPositions", update(connection, "UPDATE read_positions SET user_id = ? WHERE user_id = ?", erasure));
      counts.put("invites", update(connection, "UPDATE session_invites SET created_by = ? WHERE created_by = ?", erasure)
          + update(connection, "UPDATE invite_uses SET user_id = ? WHERE user_id = ?", erasure));
      counts.put("insights", update(connection,
          "UPDATE insights SET author = ?, author_name = '" + Erasure.NAME + "' WHERE author = ?", erasure));
      counts.put("votes", update(connection, "UPDATE insight_votes SET user_id = ? WHERE user_id = ?", erasure)
          + update(connection, "UPDATE insight_views SET user_id = ? WHERE user_id = ?", erasure));
      counts.put("auditLines",
          update(connection, "UPDATE audit_log SET user_id = ?, address = NULL WHERE user_id = ?", erasure));
      for (String sql : BESIDE) {
        update(connection, sql, erasure);
      }
      counts.put("accounts", blank(connection, erasure.user(), nowhere));
      return counts;
    }));
  }

  private static long update(Connection connection, String sql, Erasure erasure) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, erasure.pseudonym().value());
      update.setString(2, erasure.user().value());
      return update.executeUpdate();
    }
  }

  private static long blank(Connection connection, UserId user, String nowhere) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(BLANK)) {
      String address = nowhere + "@deleted.invalid";
      int place = 0;
      for (String value : List.of(address, address, nowhere, nowhere, user.value())) {
        update.setString(++place, value);
      }
      return update.executeUpdate();
    }
  }
}
