package io.tutti.edge.jpa;

import io.tutti.conversation.ConversationEvent;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes entries and the read models that they feed, within a transaction of its caller. Plain JDBC in batches: an entity
 * for each of thousands of rows would cost more than the rows. Thread-safe, as {@link SessionKeys} is.
 */
final class EventAppender {

  /** How many rows go to the database at once. */
  private static final int BATCH_ROWS = 1_000;

  private static final String ADVANCE =
      "UPDATE sessions SET last_seq = ?, last_activity = ?, message_count = message_count + ?"
          + " WHERE session_key = ? AND last_seq = ?";
  private static final String INSERT =
      "INSERT INTO session_events (session_key, seq, created_at, type, user_id, client_id, ref, payload)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private final SessionKeys keys;
  private final Seal seal;
  private final ParticipantTable participants = new ParticipantTable();

  EventAppender(SessionKeys keys, Seal seal) {
    this.keys = keys;
    this.seal = seal;
  }

  /** What is appended to one session, and its key. */
  private record Run(SessionId session, long key, List<Entry> entries) {
    long first() {
      return entries.get(0).seq();
    }

    Entry last() {
      return entries.get(entries.size() - 1);
    }

    long messages() {
      return entries.stream().filter(Run::isMessage).count();
    }

    private static boolean isMessage(Entry entry) {
      return entry.event() instanceof Event.Conversed conversed && conversed.event() instanceof ConversationEvent.Posted;
    }
  }

  /**
   * Writes all batches.
   *
   * @throws JournalFailure if a session does not exist or entries do not follow its log's end
   */
  void append(Connection connection, List<Journal.Batch> batches) throws SQLException {
    List<Run> runs = runs(connection, batches);
    advance(connection, runs);
    insert(connection, runs);
    ParticipantChanges changes = new ParticipantChanges();
    ProfileChanges profiles = new ProfileChanges();
    MessageChanges messages = new MessageChanges();
    for (Run run : runs) {
      for (Entry entry : run.entries()) {
        changes.add(run.key(), entry);
        profiles.add(run.key(), entry);
        if (entry.event() instanceof Event.Conversed conversed) {
          messages.add(run.key(), conversed.event(), entry.at());
        }
      }
    }
    participants.write(connection, changes);
    profiles.write(connection);
    new MessageTable(seal).write(connection, messages);
  }

  /** One run for each session, in the order of the keys: the tables' order, and the same order of locks for everybody. */
  private List<Run> runs(Connection connection, List<Journal.Batch> batches) throws SQLException {
    Map<SessionId, List<Entry>> entries = new LinkedHashMap<>();
    for (Journal.Batch batch : batches) {
      entries.computeIfAbsent(batch.session(), id -> new ArrayList<>(batch.entries().size())).addAll(batch.entries());
    }
    List<Run> runs = new ArrayList<>(entries.size());
    for (Map.Entry<SessionId, List<Entry>> session : entries.entrySet()) {
      if (!session.getValue().isEmpty()) {
        requireUnbroken(session.getKey(), session.getValue());
        runs.add(new Run(session.getKey(), keys.of(connection, session.getKey()), session.getValue()));
      }
    }
    runs.sort(Comparator.comparingLong(Run::key));
    return runs;
  }

  private static void requireUnbroken(SessionId session, List<Entry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).seq() != entries.get(i - 1).seq() + 1) {
        throw new JournalFailure(
            "session " + session + ": entry " + entries.get(i).seq() + " follows " + entries.get(i - 1).seq(), true);
      }
    }
  }

  /** Moves each log's end from just before the run to its last entry. Fails where it was elsewhere: the place is taken. */
  private void advance(Connection connection, List<Run> runs) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      for (Run run : runs) {
        update.setLong(1, run.last().seq());
        update.setLong(2, run.last().at());
        update.setLong(3, run.messages());
        update.setLong(4, run.key());
        update.setLong(5, run.first() - 1);
        update.addBatch();
      }
      int[] moved = update.executeBatch();
      for (int i = 0; i < moved.length; i++) {
        if (moved[i] == 0) {
          SessionId session = runs.get(i).session();
          keys.forget(session);
          throw new JournalFailure(
              "session " + session + ": entry " + runs.get(i).first() + " does not follow the end of the log, or the session is gone", true);
        }
      }
    }
  }

  private void insert(Connection connection, List<Run> runs) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      int rows = 0;
      for (Run run : runs) {
        for (Entry entry : run.entries()) {
          bind(insert, run.key(), entry);
          insert.addBatch();
          if (++rows % BATCH_ROWS == 0) {
            insert.executeBatch();
          }
        }
      }
      if (rows % BATCH_ROWS != 0) {
        insert.executeBatch();
      }
    }
  }

  private void bind(PreparedStatement insert, long key, Entry entry) throws SQLException {
    UserId user = entry.user();
    ClientId client = entry.client();
    String ref = entry.ref();
    insert.setLong(1, key);
    insert.setLong(2, entry.seq());
    insert.setLong(3, entry.at());
    insert.setString(4, StoredEvents.type(entry.event()));
    insert.setString(5, user == null ? null : user.value());
    insert.setString(6, client == null ? null : client.value());
    insert.setString(7, ref);
    insert.setString(8, seal.seal(SealedColumns.PAYLOAD, StoredEvents.payload(entry.event())));
  }
}
