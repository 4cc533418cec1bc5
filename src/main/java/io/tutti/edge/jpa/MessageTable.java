package io.tutti.edge.jpa;

import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.stored.MessageFormat;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the read model of messages and their words, within a transaction of its caller that has locked the sessions. Plain
 * JDBC in batches, as {@link EventAppender} does. Thread-safe: immutable.
 */
final class MessageTable {

  private static final int BATCH_ROWS = 1_000;

  private static final String INSERT =
      "INSERT INTO session_messages (session_key, message_id, seq, kind, user_id, username, content, mentions, reactions,"
          + " anchor, file, file_key, line, parent_id, reply_count, created_at, updated_at, deleted_at, resolved)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE session_messages SET content = COALESCE(?, content), mentions = COALESCE(?, mentions),"
          + " reactions = COALESCE(?, reactions), anchor = COALESCE(?, anchor), updated_at = COALESCE(?, updated_at),"
          + " deleted_at = COALESCE(?, deleted_at), resolved = COALESCE(?, resolved), reply_count = reply_count + ?"
          + " WHERE session_key = ? AND message_id = ?";

  private static final String REWRITE =
      "UPDATE session_messages SET user_id = ?, username = ?, content = ?, mentions = ?, reactions = ?, anchor = ?"
          + " WHERE session_key = ? AND message_id = ?";

  private final Seal seal;

  MessageTable(Seal seal) {
    this.seal = seal;
  }

  void write(Connection connection, MessageChanges changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    WordBlocks words = new WordBlocks(seal);
    changes.edited().forEach((place, message) -> words.add(place.sessionKey(), message.seq(), message.content()));
    changes.posted().forEach((place, message) -> words.add(place.sessionKey(), message.seq(), message.content()));
    words.write(connection);
    insert(connection, changes.posted());
    update(connection, changes.changed());
  }

  /** Replaces author, text and whatever names somebody in the rows of {@code messages}. */
  void rewrite(Connection connection, long sessionKey, List<Message> messages) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REWRITE)) {
      for (Message message : messages) {
        MessageAnchor anchor = message.anchor();
        update.setString(1, message.userId().value());
        update.setString(2, message.username());
        update.setString(3, sealed(message.content()));
        update.setString(4, mentions(message.mentions()));
        update.setString(5, reactions(message.reactions()));
        update.setString(6, anchor == null ? null : anchor(anchor));
        update.setLong(7, sessionKey);
        update.setString(8, message.id().value());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private void insert(Connection connection, Map<MessagePlace, Message> messages) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      int rows = 0;
      for (Map.Entry<MessagePlace, Message> message : messages.entrySet()) {
        bind(insert, message.getKey().sessionKey(), message.getValue());
        insert.addBatch();
        if (++rows % BATCH_ROWS == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private void bind(PreparedStatement insert, long sessionKey, Message message) throws SQLException {
    MessageAnchor anchor = message.anchor();
    MessageAnchor.FilePlace place = anchor instanceof MessageAnchor.FilePlace file ? file : null;
    MessageId parent = message.parentId();
    insert.setLong(1, sessionKey);
    insert.setString(2, message.id().value());
    insert.setLong(3, message.seq());
    insert.setString(4, message.kind().word());
    insert.setString(5, message.userId().value());
    insert.setString(6, message.username());
    insert.setString(7, sealed(message.content()));
    insert.setString(8, mentions(message.mentions()));
    insert.setString(9, reactions(message.reactions()));
    insert.setString(10, anchor == null ? null : anchor(anchor));
    insert.setString(11, place == null ? null : place.file());
    number(insert, 12, place == null ? null : fileKey(place.file()));
    number(insert, 13, place == null ? null : Long.valueOf(place.line()));
    insert.setString(14, parent == null ? null : parent.value());
    insert.setInt(15, message.replyCount());
    insert.setLong(16, message.createdAt());
    number(insert, 17, message.updatedAt());
    number(insert, 18, message.deletedAt());
    insert.setBoolean(19, message.resolved());
  }

  private void update(Connection connection, Map<MessagePlace, MessageChanges.Change> changes) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<MessagePlace, MessageChanges.Change> change : changes.entrySet()) {
        bind(update, change.getValue());
        update.setLong(9, change.getKey().sessionKey());
        update.setString(10, change.getKey().messageId());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private void bind(PreparedStatement update, MessageChanges.Change change) throws SQLException {
    List<Mention> mentions = change.mentions();
    Map<String, List<UserId>> reactions = change.reactions();
    MessageAnchor anchor = change.anchor();
    Boolean resolved = change.resolved();
    String content = change.content();
    update.setString(1, content == null ? null : sealed(content));
    update.setString(2, mentions == null ? null : mentions(mentions));
    update.setString(3, reactions == null ? null : reactions(reactions));
    update.setString(4, anchor == null ? null : anchor(anchor));
    number(update, 5, change.updatedAt());
    number(update, 6, change.deletedAt());
    if (resolved == null) {
      update.setNull(7, Types.BOOLEAN);
    } else {
      update.setBoolean(7, resolved);
    }
    update.setInt(8, change.answers());
  }

  private String sealed(String content) {
    return seal.seal(SealedColumns.MESSAGE, content);
  }

  private static void number(PreparedStatement statement, int column, @Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(column, Types.BIGINT);
    } else {
      statement.setLong(column, value);
    }
  }

  /** A number that stands for {@code file} in an index, which could not hold a thousand characters. */
  static long fileKey(String file) {
    return UUID.nameUUIDFromBytes(file.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  private static String mentions(List<Mention> mentions) {
    return JsonText.write(generator -> {
      MessageFormat.mentions(generator.writeStartObject().writeStartArray("mentions"), mentions);
      generator.writeEnd().writeEnd();
    });
  }

  private static String reactions(Map<String, List<UserId>> reactions) {
    return JsonText.write(generator -> {
      MessageFormat.reactions(generator.writeStartObject(), reactions);
      generator.writeEnd();
    });
  }

  private static String anchor(MessageAnchor anchor) {
    return JsonText.write(generator -> {
      MessageFormat.anchorMembers(generator.writeStartObject(), anchor);
      generator.writeEnd();
    });
  }
}
