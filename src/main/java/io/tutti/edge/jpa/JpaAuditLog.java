package io.tutti.edge.jpa;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditRecord;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The audit log in a table, written in batches by plain JDBC. Fails with {@link JournalFailure}. Thread-safe. */
public final class JpaAuditLog implements AuditLog {

  private static final String INSERT =
      "INSERT INTO audit_log (at, user_id, action, session_id, address, outcome) VALUES (?, ?, ?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT at, user_id, action, session_id, address, outcome FROM audit_log WHERE at BETWEEN ? AND ?";
  private static final int MAX_ADDRESS_LENGTH = 64;

  private final Transactions transactions;

  public JpaAuditLog(Database database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public void write(List<AuditRecord> lines) {
    transactions.write("write the audit log", entities -> {
      entities.unwrap(Session.class).doWork(connection -> insert(connection, lines));
      return true;
    });
  }

  private static void insert(Connection connection, List<AuditRecord> lines) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (AuditRecord line : lines) {
        UserId user = line.user();
        SessionId session = line.session();
        insert.setLong(1, line.at());
        insert.setString(2, user == null ? null : user.value());
        insert.setString(3, shortened(line.action(), AuditRecord.MAX_ACTION_LENGTH));
        insert.setString(4, session == null ? null : session.value());
        insert.setString(5, shortened(line.address(), MAX_ADDRESS_LENGTH));
        insert.setString(6, shortened(line.outcome(), AuditRecord.MAX_ACTION_LENGTH));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static @Nullable String shortened(@Nullable String text, int length) {
    return text == null || text.length() <= length ? text : text.substring(0, length);
  }

  @Override
  public List<AuditRecord> read(Query query) {
    return transactions.read("read the audit log", entities -> read(entities, query));
  }

  private static List<AuditRecord> read(EntityManager entities, Query query) {
    return entities.unwrap(Session.class).doReturningWork(connection -> {
      UserId user = query.user();
      SessionId session = query.session();
      String sql = SELECT + (user == null ? "" : " AND user_id = ?") + (session == null ? "" : " AND session_id = ?")
          + " ORDER BY at DESC, line DESC FETCH FIRST ? ROWS ONLY";
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        int column = 1;
        select.setLong(column++, query.from());
        select.setLong(column++, query.to());
        if (user != null) {
          select.setString(column++, user.value());
        }
        if (session != null) {
          select.setString(column++, session.value());
        }
        select.setInt(column, query.limit());
        return lines(select);
      }
    });
  }

  private static List<AuditRecord> lines(PreparedStatement select) throws SQLException {
    List<AuditRecord> lines = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String user = row.getString(2);
        String session = row.getString(4);
        lines.add(new AuditRecord(row.getLong(1), user == null ? null : new UserId(user), row.getString(3),
            session == null ? null : new SessionId(session), row.getString(5), row.getString(6)));
      }
    }
    return lines;
  }
}
