package io.tutti.edge.jpa;

import io.tutti.access.RevokedTokens;
import io.tutti.session.JournalFailure;
import java.util.LinkedHashMap;
import java.util.Map;

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
    return transactions.read("read the ended tokens", entities -> {
      Map<String, Long> found = new LinkedHashMap<>();
      entities
          .createQuery("select t from RevokedTokenEntity t where t.expiresAt > :now order by t.expiresAt desc, t.id",
              RevokedTokenEntity.class)
          .setParameter("now", now)
          .setMaxResults(limit)
          .getResultStream()
          .forEach(row -> found.put(row.id, row.expiresAt));
      return found;
    });
  }

  @Override
  public void removeExpired(long now) {
    transactions.write("forget expired tokens", entities -> entities
        .createQuery("delete from RevokedTokenEntity t where t.expiresAt <= :now")
        .setParameter("now", now)
        .executeUpdate());
  }
}
