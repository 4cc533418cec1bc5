package io.tutti.edge.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes which words messages have, within a transaction. What goes is deleted by its key, from the old text: an index for it
 * would cost every new word and serve an edit now and then. Confined to its caller.
 */
final class WordTable implements AutoCloseable {

  private static final int BATCH_ROWS = 1_000;

  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement select;
  private int inserts;
  private int deletes;

  WordTable(Connection connection) throws SQLException {
    insert = connection.prepareStatement("INSERT INTO message_words (session_key, word, seq) VALUES (?, ?, ?)");
    delete = connection.prepareStatement("DELETE FROM message_words WHERE session_key = ? AND word = ? AND seq = ?");
    select = connection.prepareStatement(
        "SELECT seq, content FROM session_messages WHERE session_key = ? AND message_id = ?");
  }

  /** The message that was posted at the place {@code seq} has the words of {@code content}, and had none. */
  void add(long sessionKey, long seq, String content) throws SQLException {
    for (String word : MessageWords.of(content)) {
      bind(insert, sessionKey, word, seq);
      if (++inserts == BATCH_ROWS) {
        flush();
      }
    }
  }

  /** A message whose row is as it was before has the words of {@code content} from now on. */
  void replace(MessagePlace message, String content) throws SQLException {
    select.setLong(1, message.sessionKey());
    select.setString(2, message.messageId());
    try (ResultSet rows = select.executeQuery()) {
      if (rows.next()) {
        long seq = rows.getLong(1);
        for (String word : MessageWords.of(rows.getString(2))) {
          bind(delete, message.sessionKey(), word, seq);
          if (++deletes == BATCH_ROWS) {
            flush();
          }
        }
        add(message.sessionKey(), seq, content);
      }
    }
  }

  private static void bind(PreparedStatement statement, long sessionKey, String word, long seq) throws SQLException {
    statement.setLong(1, sessionKey);
    statement.setString(2, word);
    statement.setLong(3, seq);
    statement.addBatch();
  }

  /** Sends what waits to the database: what goes before what comes, for a word may do both. */
  void flush() throws SQLException {
    if (deletes > 0) {
      delete.executeBatch();
      deletes = 0;
    }
    if (inserts > 0) {
      insert.executeBatch();
      inserts = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    delete.close();
    select.close();
  }
}
