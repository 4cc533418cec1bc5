package io.tutti.edge.jpa;

import io.tutti.access.JoinRequest;
import io.tutti.access.JoinRequests;
import io.tutti.access.Role;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** Requests to join in a table. Thread-safe: one request is kept at a time. */
public final class JpaJoinRequests implements JoinRequests {

  private static final String COLUMNS =
      "request_id, session_id, user_id, name, anonymous, message, created_at, heard, status, role";

  private final Transactions transactions;

  public JpaJoinRequests(Database database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public synchronized Optional<JoinRequest> ask(JoinRequest request) {
    return write("keep a request to join", connection -> {
      update(connection, "DELETE FROM join_requests WHERE created_at < ?", request.at() - JoinRequest.LIFETIME_MILLIS);
      List<JoinRequest> earlier = select(connection,
          "session_id = ? AND user_id = ? AND status = 'pending'", request.session().value(), request.user().value());
      JoinRequest kept = request;
      if (!earlier.isEmpty()) {
        String id = earlier.get(0).id();
        update(connection, "DELETE FROM join_requests WHERE request_id = ?", id);
        kept = new JoinRequest(id, request.session(), request.user(), request.name(), request.anonymous(), request.message(),
            request.at(), request.isHeard(), request.status(), request.role());
      } else if (count(connection, "session_id = ? AND status = 'pending'", request.session().value()) >= MAX_PENDING) {
        return Optional.empty();
      }
      makeRoom(connection);
      insert(connection, kept);
      return Optional.of(kept);
    });
  }

  private static void makeRoom(Connection connection) throws SQLException {
    if (count(connection, "1 = 1") >= MAX_ALL) {
      update(connection, "DELETE FROM join_requests WHERE created_at <= (SELECT MIN(created_at) FROM join_requests)");
    }
  }

  private static void insert(Connection connection, JoinRequest request) throws SQLException {
    Role role = request.role();
    update(connection, "INSERT INTO join_requests (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        request.id(), request.session().value(), request.user().value(), request.name(), request.anonymous(), request.message(),
        request.at(), request.isHeard(), request.status().word(), role == null ? null : role.word());
  }

  @Override
  public List<JoinRequest> pending(SessionId session, long since) {
    return read("list requests to join", connection -> select(connection,
        "session_id = ? AND status = 'pending' AND heard = TRUE AND created_at >= ?", session.value(), since));
  }

  @Override
  public Optional<JoinRequest> find(SessionId session, String id, long now) {
    return read("read a request to join", connection -> select(connection,
        "session_id = ? AND request_id = ? AND created_at >= ?", session.value(), id, now - JoinRequest.LIFETIME_MILLIS)
        .stream().findFirst());
  }

  @Override
  public boolean answer(JoinRequest answered) {
    Role role = answered.role();
    return write("answer a request to join", connection -> update(connection,
        "UPDATE join_requests SET status = ?, role = ? WHERE request_id = ? AND status = 'pending'",
        answered.status().word(), role == null ? null : role.word(), answered.id()) > 0);
  }

  private <T> T read(String what, ReturningWork<T> work) {
    return transactions.read(what, entities -> entities.unwrap(Session.class).doReturningWork(work));
  }

  private <T> T write(String what, ReturningWork<T> work) {
    return transactions.write(what, entities -> entities.unwrap(Session.class).doReturningWork(work));
  }

  private static List<JoinRequest> select(Connection connection, String condition, Object... values) throws SQLException {
    List<JoinRequest> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(
        "SELECT " + COLUMNS + " FROM join_requests WHERE " + condition + " ORDER BY created_at, request_id")) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(request(row));
        }
      }
    }
    return found;
  }

  private static JoinRequest request(ResultSet row) throws SQLException {
    String role = row.getString("role");
    return new JoinRequest(row.getString("request_id"), new SessionId(row.getString("session_id")),
        new UserId(row.getString("user_id")), row.getString("name"), row.getBoolean("anonymous"), row.getString("message"),
        row.getLong("created_at"), row.getBoolean("heard"),
        JoinRequest.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        role == null ? null : Role.of(role).orElseThrow());
  }

  private static long count(Connection connection, String condition, Object... values) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM join_requests WHERE " + condition)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, values);
      return update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
