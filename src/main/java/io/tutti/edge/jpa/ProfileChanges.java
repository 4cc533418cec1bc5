package io.tutti.edge.jpa;

import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.ProfileJson;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.JournalFailure;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of entries means for what is said about sessions, and the history of their figures, within a transaction of its
 * caller that holds the sessions' rows. Confined to its caller.
 */
final class ProfileChanges {

  private static final String READ = "SELECT profile FROM sessions WHERE session_key = ?";
  private static final String WRITE = "UPDATE sessions SET profile = ?, team_id = ?, shared_at = CASE WHEN ? = 'private' THEN NULL"
      + " WHEN shown_to = 'private' THEN ? ELSE shared_at END, shown_to = ? WHERE session_key = ?";
  private static final String RECORD =
      "INSERT INTO session_metrics (session_key, seq, at, status, token_count, health_score) VALUES (?, ?, ?, ?, ?, ?)";

  private record Change(long seq, long at, Event.ProfileChanged event) {
    private boolean isMeasured() {
      return event.changes().containsKey(ProfileField.STATUS) || event.changes().containsKey(ProfileField.TOKEN_COUNT)
          || event.changes().containsKey(ProfileField.HEALTH_SCORE);
    }
  }

  private final Map<Long, List<Change>> changes = new TreeMap<>();

  /** Takes what {@code entry} of the session with that key says. */
  void add(long sessionKey, Entry entry) {
    if (entry.event() instanceof Event.ProfileChanged changed) {
      changes.computeIfAbsent(sessionKey, key -> new ArrayList<>()).add(new Change(entry.seq(), entry.at(), changed));
    }
  }

  void write(Connection connection) throws SQLException {
    for (Map.Entry<Long, List<Change>> session : changes.entrySet()) {
      write(connection, session.getKey(), session.getValue());
    }
  }

  private static void write(Connection connection, long sessionKey, List<Change> changes) throws SQLException {
    Profile profile = read(connection, sessionKey);
    long at = changes.get(changes.size() - 1).at();
    try (PreparedStatement record = connection.prepareStatement(RECORD)) {
      boolean measured = false;
      for (Change change : changes) {
        profile = profile.with(change.event().changes());
        if (change.isMeasured()) {
          bind(record, sessionKey, change, profile);
          record.addBatch();
          measured = true;
        }
      }
      if (measured) {
        record.executeBatch();
      }
    }
    try (PreparedStatement update = connection.prepareStatement(WRITE)) {
      update.setString(1, ProfileJson.text(profile));
      update.setString(2, profile.text(ProfileField.TEAM));
      update.setString(3, profile.visibility().word());
      update.setLong(4, at);
      update.setString(5, profile.visibility().word());
      update.setLong(6, sessionKey);
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement record, long sessionKey, Change change, Profile profile) throws SQLException {
    record.setLong(1, sessionKey);
    record.setLong(2, change.seq());
    record.setLong(3, change.at());
    record.setString(4, profile.status());
    record.setLong(5, profile.count(ProfileField.TOKEN_COUNT, 0));
    record.setDouble(6, profile.number(ProfileField.HEALTH_SCORE, Profile.USUAL_HEALTH_SCORE));
  }

  private static Profile read(Connection connection, long sessionKey) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setLong(1, sessionKey);
      try (ResultSet row = select.executeQuery()) {
        String text = row.next() ? row.getString(1) : null;
        return text == null ? new Profile(Map.of()) : ProfileJson.profile(text);
      } catch (MalformedJson e) {
        throw new JournalFailure("what is said about a session cannot be read: " + e.getMessage(), e, true);
      }
    }
  }
}
