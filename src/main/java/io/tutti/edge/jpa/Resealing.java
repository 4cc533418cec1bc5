package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Portions of one session's columns, sealed anew where they are stale. Within a transaction of its caller that has locked the
 * session, so that nothing else rewrites a row between its reading and its writing. Confined to its caller.
 */
final class Resealing {

  /** How many rows are looked at in one transaction; appends to the session wait so long. */
  static final int PORTION = 500;

  /** The texts that can be stale: in which table, in which column, sealed for what, and by which number rows are told apart. */
  enum Texts {
    EVENTS("session_events", "payload", SealedColumns.PAYLOAD, "seq"),
    MESSAGES("session_messages", "content", SealedColumns.MESSAGE, "seq"),
    WORDS("message_words", "words", SealedColumns.WORDS, "block"),
    SNAPSHOTS("session_snapshots", "snapshot", SealedColumns.SNAPSHOT, "seq");

    private final String purpose;
    private final String select;
    private final String update;

    Texts(String table, String column, String purpose, String place) {
      this.purpose = purpose;
      this.select = "SELECT " + place + ", " + column + " FROM " + table + " WHERE session_key = ? AND " + place + " > ? ORDER BY "
          + place + " FETCH FIRST " + PORTION + " ROWS ONLY";
      this.update = "UPDATE " + table + " SET " + column + " = ? WHERE session_key = ? AND " + place + " = ?";
    }
  }

  /** What a portion came to: up to which number it looked, how many rows it read and how many it sealed. Immutable. */
  record Portion(long last, int read, long sealed) {
    boolean isLast() {
      return read < PORTION;
    }
  }

  private final Connection connection;
  private final Seal seal;
  private final long key;

  Resealing(Connection connection, Seal seal, long key) {
    this.connection = connection;
    this.seal = seal;
    this.key = key;
  }

  /** The rows after the number {@code after}. */
  Portion texts(Texts texts, long after) throws SQLException {
    long last = after;
    int read = 0;
    long sealed = 0;
    try (PreparedStatement select = connection.prepareStatement(texts.select);
        PreparedStatement update = connection.prepareStatement(texts.update)) {
      select.setLong(1, key);
      select.setLong(2, after);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          read++;
          last = row.getLong(1);
          String stored = row.getString(2);
          if (isStale(texts, stored)) {
            update.setString(1, anew(texts, stored));
            update.setLong(2, key);
            update.setLong(3, last);
            update.addBatch();
            sealed++;
          }
        }
      }
      if (sealed > 0) {
        update.executeBatch();
      }
    }
    return new Portion(last, read, sealed);
  }

  private boolean isStale(Texts texts, String stored) {
    return texts == Texts.WORDS ? WordBlocks.isStale(seal, stored) : seal.isStale(stored);
  }

  private String anew(Texts texts, String stored) {
    return texts == Texts.WORDS
        ? WordBlocks.sealed(seal, WordBlocks.opened(seal, stored))
        : seal.seal(texts.purpose, seal.open(texts.purpose, stored));
  }

  /** All documents of the session's snapshot; there are not many. */
  long documents() throws SQLException {
    List<String> names = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT document, content FROM document_snapshots WHERE session_key = ?")) {
      select.setLong(1, key);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byte[] stored = row.getBytes(2);
          if (seal.isStale(stored)) {
            names.add(row.getString(1));
            contents.add(seal.seal(SealedColumns.DOCUMENT, seal.open(SealedColumns.DOCUMENT, stored)));
          }
        }
      }
    }
    write(names, contents);
    return names.size();
  }

  private void write(List<String> names, List<byte[]> contents) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE document_snapshots SET content = ? WHERE session_key = ? AND document = ?")) {
      for (int i = 0; i < names.size(); i++) {
        update.setBytes(1, contents.get(i));
        update.setLong(2, key);
        update.setString(3, names.get(i));
        update.executeUpdate();
      }
    }
  }
}
