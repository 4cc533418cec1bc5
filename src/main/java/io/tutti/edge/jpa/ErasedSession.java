package io.tutti.edge.jpa;

import io.tutti.conversation.Message;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.UserId;
import io.tutti.session.Erasure;
import io.tutti.session.Event;
import io.tutti.session.JournalFailure;
import io.tutti.session.Person;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an {@link Erasure} makes of a session's rows, within a transaction that has locked it. Confined to its caller. */
final class ErasedSession {

  private static final int PAGE = 500;
  private static final String EVENTS = "SELECT seq, type, user_id, payload FROM session_events WHERE session_key = ? AND seq > ?"
      + " AND (user_id = ? OR payload LIKE ? ESCAPE '!' OR (type LIKE 'chat:%' AND payload LIKE '%@%')) ORDER BY seq FETCH FIRST " + PAGE + " ROWS ONLY";
  private static final String MESSAGES = "select m from MessageEntity m where m.place.sessionKey = :key and m.seq > :after"
      + " and (m.userId = :user or m.mentions like :standing escape '!' or m.reactions like :standing escape '!'"
      + " or m.content like :naming) order by m.seq";
  private static final String ARRIVALS =
      "SELECT payload FROM session_events WHERE session_key = ? AND type = 'session:joined' AND payload LIKE ? ESCAPE '!' ORDER BY seq";
  private static final String SIGNATURES = "SELECT DISTINCT username FROM session_messages WHERE session_key = ? AND user_id = ?";
  private static final String PARTICIPANT = "SELECT name FROM session_participants WHERE session_key = ? AND user_id = ?";

  private final EntityManager entities;
  private final Seal seal;
  private final Connection connection;
  private final long key;
  private final Set<String> names = new HashSet<>();
  private Erasure erasure;

  ErasedSession(EntityManager entities, Seal seal, Connection connection, long key, Erasure erasure) {
    this.entities = entities;
    this.seal = seal;
    this.connection = connection;
    this.key = key;
    this.erasure = erasure;
    this.names.addAll(erasure.names());
  }

  /** What a text of JSON is like in which {@code user} stands as a value or a name; {@code !} escapes. */
  static String standing(UserId user) {
    return "%" + JsonText.quoted(user.value()).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  /** As {@link #standing(UserId)}, for content that may be sealed: then it is like any, and is looked into. */
  static String standing(Seal seal, UserId user) {
    return seal.isActive() ? "%" : standing(user);
  }

  /** Rewrites all of them; how many of each. */
  Map<String, Long> rewrite() throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    called(names(PARTICIPANT));
    called(names(SIGNATURES));
    called(namesAtArrival());
    counts.put("entries", entries());
    counts.put("snapshots", SnapshotTable.rewrite(entities, seal, key, snapshot -> {
      Person person = snapshot.people().get(erasure.user());
      called(person == null ? List.of() : List.of(person.name()));
      return erasure.snapshot(snapshot);
    }));
    entities.flush();
    counts.put("messages", messages());
    counts.put("participants", update("UPDATE session_participants SET user_id = ?, name = '" + Erasure.NAME
        + "' WHERE session_key = " + key + " AND user_id = ?"));
    counts.put("creators", update("UPDATE sessions SET creator = ? WHERE session_key = " + key + " AND creator = ?"));
    return counts;
  }

  private void called(List<String> others) {
    if (names.addAll(others)) {
      erasure = erasure.of(names);
    }
  }

  private List<String> names(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, key);
      select.setString(2, erasure.user().value());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  /** What the person was called at each coming, as far as the log goes back: also the names that are no longer theirs. */
  private List<String> namesAtArrival() throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(ARRIVALS)) {
      select.setFetchSize(PAGE);
      select.setLong(1, key);
      select.setString(2, standing(seal, erasure.user()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (StoredEvents.read("session:joined", seal.open(SealedColumns.PAYLOAD, row.getString(1))) instanceof Event.Joined joined
              && joined.member().id().equals(erasure.user())) {
            found.add(joined.member().name());
          }
        }
      }
    } catch (MalformedJson e) {
      throw new JournalFailure("an entry of a log cannot be read: " + e.getMessage(), e, false);
    }
    return found;
  }

  private long update(String sql) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, erasure.pseudonym().value());
      update.setString(2, erasure.user().value());
      return update.executeUpdate();
    }
  }

  private record Row(long seq, String type, @Nullable String user, String payload) {}

  private long entries() throws SQLException {
    long rewritten = 0;
    List<Row> page = page(0);
    while (!page.isEmpty()) {
      rewritten += rewrite(page);
      page = page(page.get(page.size() - 1).seq());
    }
    return rewritten;
  }

  private List<Row> page(long after) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
      select.setLong(1, key);
      select.setLong(2, after);
      select.setString(3, erasure.user().value());
      select.setString(4, standing(seal, erasure.user()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row.getLong(1), row.getString(2), row.getString(3),
              seal.open(SealedColumns.PAYLOAD, row.getString(4))));
        }
      }
    }
    return rows;
  }

  private long rewrite(List<Row> page) throws SQLException {
    long rewritten = 0;
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE session_events SET user_id = ?, payload = ? WHERE session_key = ? AND seq = ?")) {
      for (Row row : page) {
        String payload = payload(row);
        boolean isTheirs = erasure.user().value().equals(row.user());
        if (isTheirs || !payload.equals(row.payload())) {
          update.setString(1, isTheirs ? erasure.pseudonym().value() : row.user());
          update.setString(2, seal.seal(SealedColumns.PAYLOAD, payload));
          update.setLong(3, key);
          update.setLong(4, row.seq());
          update.addBatch();
          rewritten++;
        }
      }
      if (rewritten > 0) {
        update.executeBatch();
      }
    }
    return rewritten;
  }

  private String payload(Row row) {
    try {
      return StoredEvents.payload(erasure.event(StoredEvents.read(row.type(), row.payload())));
    } catch (MalformedJson e) {
      throw new JournalFailure("entry " + row.seq() + " of a log cannot be read: " + e.getMessage(), e, false);
    }
  }

  private long messages() throws SQLException {
    long rewritten = 0;
    Set<Long> blocks = new TreeSet<>();
    List<Message> page = messages(0);
    while (!page.isEmpty()) {
      List<Message> changed = page.stream().filter(message -> !erasure.message(message).equals(message)).toList();
      new MessageTable(seal).rewrite(connection, key, changed.stream().map(erasure::message).toList());
      changed.forEach(message -> blocks.add(WordBlocks.of(message.seq())));
      rewritten += changed.size();
      page = messages(page.get(page.size() - 1).seq());
    }
    words(blocks);
    return rewritten;
  }

  private List<Message> messages(long after) {
    entities.clear();
    return entities.createQuery(MESSAGES, MessageEntity.class)
        .setParameter("key", key)
        .setParameter("after", after)
        .setParameter("user", erasure.user().value())
        .setParameter("standing", standing(erasure.user()))
        .setParameter("naming", seal.isActive() ? "%" : "%@%")
        .setMaxResults(PAGE)
        .getResultStream()
        .map(row -> row.toMessage(seal))
        .toList();
  }

  /** The words of a block are gathered anew from the messages that are left. */
  private void words(Set<Long> blocks) throws SQLException {
    for (long block : blocks) {
      entities.clear();
      entities.createQuery("delete from WordBlockEntity w where w.place.sessionKey = :key and w.place.block = :block")
          .setParameter("key", key)
          .setParameter("block", block)
          .executeUpdate();
      WordBlocks words = new WordBlocks(seal);
      entities.createQuery("select m from MessageEntity m where m.place.sessionKey = :key and m.seq between :from and :to"
              + " order by m.seq", MessageEntity.class)
          .setParameter("key", key)
          .setParameter("from", block * WordBlocks.SIZE)
          .setParameter("to", (block + 1) * WordBlocks.SIZE - 1)
          .getResultList()
          .forEach(message -> words.add(key, message.seq, message.content(seal)));
      words.write(connection);
    }
  }
}
