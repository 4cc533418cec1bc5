package io.tutti.edge.jpa;

import io.tutti.access.AddressBlocks;
import io.tutti.identity.Network;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/**
 * Blocked networks in a table, and all of them in memory. Thread-safe: changes are guarded by the monitor, the memory is read without
 * it.
 */
public final class JpaAddressBlocks implements AddressBlocks {

  private final Transactions transactions;
  private final Map<SessionId, Map<Network, Block>> blocks = new ConcurrentHashMap<>();

  /** Reads those that last at {@code now}, and drops the others. */
  public JpaAddressBlocks(Database database, long now) {
    this.transactions = new Transactions(database);
    write("read blocked networks", connection -> {
      try (PreparedStatement delete = connection.prepareStatement("DELETE FROM address_blocks WHERE until_at <= ?")) {
        delete.setLong(1, now);
        delete.executeUpdate();
      }
      try (PreparedStatement select = connection.prepareStatement("SELECT * FROM address_blocks");
          ResultSet row = select.executeQuery()) {
        while (row.next()) {
          remember(new SessionId(row.getString("session_id")), block(row));
        }
      }
      return true;
    });
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(row.getString("block_id"), new Network(row.getString("network")), new UserId(row.getString("user_id")),
        row.getString("name"), new UserId(row.getString("blocked_by")), row.getLong("created_at"), row.getLong("until_at"));
  }

  private void remember(SessionId session, Block block) {
    blocks.computeIfAbsent(session, absent -> new ConcurrentHashMap<>()).put(block.network(), block);
  }

  @Override
  public synchronized boolean block(SessionId session, Block block) {
    forgetEnded(block.since());
    Map<Network, Block> known = blocks.getOrDefault(session, Map.of());
    if (!known.containsKey(block.network())) {
      if (blocks.values().stream().mapToInt(Map::size).sum() >= MAX_ALL) {
        return false;
      }
      if (known.size() >= MAX_PER_SESSION) {
        known.values().stream().min(Comparator.comparingLong(Block::until)).ifPresent(first -> lift(session, first.id()));
      }
    }
    write("block a network", connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM address_blocks WHERE session_id = ? AND network = ?")) {
        delete.setString(1, session.value());
        delete.setString(2, block.network().value());
        delete.executeUpdate();
      }
      return insert(connection, session, block);
    });
    remember(session, block);
    return true;
  }

  private static boolean insert(Connection connection, SessionId session, Block block) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO address_blocks (block_id, session_id, network,"
        + " user_id, name, blocked_by, created_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, block.id());
      insert.setString(2, session.value());
      insert.setString(3, block.network().value());
      insert.setString(4, block.user().value());
      insert.setString(5, block.name());
      insert.setString(6, block.by().value());
      insert.setLong(7, block.since());
      insert.setLong(8, block.until());
      return insert.executeUpdate() > 0;
    }
  }

  private void forgetEnded(long now) {
    blocks.values().forEach(known -> known.values().removeIf(block -> block.until() <= now));
    blocks.values().removeIf(Map::isEmpty);
  }

  @Override
  public List<Block> list(SessionId session, long now) {
    return blocks.getOrDefault(session, Map.of()).values().stream().filter(block -> block.until() > now)
        .sorted(Comparator.comparingLong(Block::since).reversed().thenComparing(Block::id)).toList();
  }

  @Override
  public synchronized Optional<Block> lift(SessionId session, String id) {
    Map<Network, Block> known = blocks.getOrDefault(session, Map.of());
    Optional<Block> found = known.values().stream().filter(block -> block.id().equals(id)).findFirst();
    found.ifPresent(block -> {
      write("let a network in again", connection -> {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM address_blocks WHERE block_id = ?")) {
          delete.setString(1, id);
          return delete.executeUpdate();
        }
      });
      known.remove(block.network());
    });
    return found;
  }

  @Override
  public boolean covers(SessionId session, @Nullable String address, long now) {
    Map<Network, Block> known = address == null ? null : blocks.get(session);
    if (known == null || address == null) {
      return false;
    }
    Block block = Network.of(address).map(known::get).orElse(null);
    return block != null && block.until() > now;
  }

  private <T> T write(String what, ReturningWork<T> work) {
    return transactions.write(what, entities -> entities.unwrap(Session.class).doReturningWork(work));
  }
}
