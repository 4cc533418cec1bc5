package io.tutti.edge.jpa;

import io.tutti.access.RevokedTokens;
import io.tutti.session.JournalFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.Session;

/** Ended tokens in a table. Each change is one transaction, and durable when it returns. Thread-safe. */
public final class JpaRevokedTokens implements RevokedTokens {

  private final Transactions transactions;

  public JpaRevokedTokens(Database database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public void add(String tokenId, long expiresAt) {
    try {
      transactions.write("end a token", entities -> {
        if (entities.find(RevokedTokenEntity.class, tokenId) == null) {
          entities.persist(new RevokedTokenEntity(tokenId, expiresAt));
        }
        return null;
      });
    } catch (JournalFailure e) {
      if (!Failures.isTaken(e)) {
        throw e;
      }
      // Somebody else ended it in between.
    }
  }

  @Override
  public boolean contains(String tokenId) {
    return transactions.read("look for an ended token", entities -> entities.find(RevokedTokenEntity.class, tokenId) != null);
  }

  @Override
  public Map<String, Long> unexpired(long now, int limit) {
    return transactions.read("read the ended tokens",
        entities -> entities.unwrap(Session.class).doReturningWork(connection -> unexpired(connection, now, limit)));
  }

  /** Without the entities: this is asked at every start, and the first query by their names takes a fifth of a second. */
  private static Map<String, Long> unexpired(Connection connection, long now, int limit) throws SQLException {
    String sql = "select token_id, expires_at from revoked_tokens where expires_at > ? order by expires_at desc, token_id";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, now);
      select.setMaxRows(limit);
      Map<String, Long> found = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getLong(2));
        }
      }
      return found;
    }
  }

  @Override
  public void removeExpired(long now) {
    transactions.write("forget expired tokens", entities -> entities
        .createQuery("delete from RevokedTokenEntity t where t.expiresAt <= :now")
        .setParameter("now", now)
        .executeUpdate());
  }
}
