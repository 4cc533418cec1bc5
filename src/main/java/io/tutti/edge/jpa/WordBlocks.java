package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words that come to blocks of {@value #SIZE} places of logs. A block has the words of all its messages, also those of
 * before an edit or a deletion: who searches looks at the messages themselves. Confined to its caller.
 */
final class WordBlocks {

  /** How many places of the log are in a block. */
  static final int SIZE = 16;

  /** How many chars of words a block keeps; with more it is overfull. Less than H2 can join. */
  static final int MAX_CHARS = 400_000;

  private static final String UPDATE =
      "UPDATE message_words SET overfull = overfull OR CHAR_LENGTH(words) > ?,"
          + " words = CASE WHEN CHAR_LENGTH(words) > ? THEN words ELSE words || ? END WHERE session_key = ? AND block = ?";
  private static final String INSERT =
      "INSERT INTO message_words (overfull, words, session_key, block) VALUES (?, ?, ?, ?)";

  private final Seal seal;
  private final Map<WordBlockPlace, StringBuilder> added = new TreeMap<>(
      Comparator.comparingLong(WordBlockPlace::sessionKey).thenComparingLong(WordBlockPlace::block));

  WordBlocks(Seal seal) {
    this.seal = seal;
  }

  /** The block of the place {@code seq}. */
  static long of(long seq) {
    return seq / SIZE;
  }

  /** The message that was posted at the place {@code seq} has the words of {@code content}. */
  void add(long sessionKey, long seq, String content) {
    StringBuilder words = added.computeIfAbsent(new WordBlockPlace(sessionKey, of(seq)), place -> new StringBuilder());
    if (words.length() <= MAX_CHARS) {
      words.append(' ');
      MessageWords.of(content).forEach(word -> words.append(word).append(' '));
    }
  }

  /** Writes all of it: first adds to the blocks that there are, then inserts the others. */
  void write(Connection connection) throws SQLException {
    if (added.isEmpty()) {
      return;
    }
    List<Map.Entry<WordBlockPlace, StringBuilder>> blocks = List.copyOf(added.entrySet());
    List<Map.Entry<WordBlockPlace, StringBuilder>> missing = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<WordBlockPlace, StringBuilder> block : blocks) {
        StringBuilder words = block.getValue();
        String kept = kept(words);
        // Nothing has room beside -1 chars.
        int room = isOverfull(words) ? -1 : MAX_CHARS - kept.length();
        update.setInt(1, room);
        update.setInt(2, room);
        update.setString(3, kept);
        bind(update, 4, block.getKey());
      }
      int[] updated = update.executeBatch();
      for (int i = 0; i < updated.length; i++) {
        if (updated[i] == 0) {
          missing.add(blocks.get(i));
        }
      }
    }
    if (!missing.isEmpty()) {
      insert(connection, missing);
    }
  }

  /**
   * The words of a block's column: each writing has been sealed by itself and put behind what was there, which may have been
   * stored plain.
   */
  static String opened(Seal seal, String column) {
    StringBuilder words = new StringBuilder();
    int from = 0;
    while (from < column.length()) {
      int next = column.indexOf(Seal.TEXT_MARK, from + 1);
      int to = next < 0 ? column.length() : next;
      words.append(seal.open(SealedColumns.WORDS, column.substring(from, to)));
      from = to;
    }
    return words.toString();
  }

  /** Whether any piece of a block's column is to be sealed anew. */
  static boolean isStale(Seal seal, String column) {
    int from = 0;
    while (from < column.length()) {
      int next = column.indexOf(Seal.TEXT_MARK, from + 1);
      int to = next < 0 ? column.length() : next;
      if (seal.isStale(column.substring(from, to))) {
        return true;
      }
      from = to;
    }
    return false;
  }

  /** As {@link #opened} made them, in one piece. */
  static String sealed(Seal seal, String words) {
    return words.isEmpty() ? "" : seal.seal(SealedColumns.WORDS, words);
  }

  private void insert(Connection connection, List<Map.Entry<WordBlockPlace, StringBuilder>> missing)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Map.Entry<WordBlockPlace, StringBuilder> block : missing) {
        insert.setBoolean(1, isOverfull(block.getValue()));
        insert.setString(2, kept(block.getValue()));
        bind(insert, 3, block.getKey());
      }
      insert.executeBatch();
    }
  }

  private static boolean isOverfull(StringBuilder words) {
    return words.length() > MAX_CHARS;
  }

  private String kept(StringBuilder words) {
    return isOverfull(words) ? "" : sealed(seal, words.toString());
  }

  private static void bind(PreparedStatement statement, int column, WordBlockPlace block) throws SQLException {
    statement.setLong(column, block.sessionKey());
    statement.setLong(column + 1, block.block());
    statement.addBatch();
  }
}
