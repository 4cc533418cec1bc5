package io.tutti.edge.jpa;

import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.ProfileFormat;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.JournalFailure;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run of entries means for what is said about sessions, and the history of their figures, within a transaction of its
 * caller that holds the sessions' rows. Confined to its caller.
 */
final class ProfileChanges {

  private static final String READ = "SELECT profile, shared_at FROM sessions WHERE session_key = ?";
  private static final String WRITE = "UPDATE sessions SET profile = ?, team_id = ?, shown_to = ?, shared_at = ? WHERE session_key = ?";
  private static final String RECORD =
      "INSERT INTO session_metrics (session_key, seq, at, status, token_count, health_score) VALUES (?, ?, ?, ?, ?, ?)";

  private record Change(long seq, long at, Event.ProfileChanged event) {
    private boolean isMeasured() {
      return event.changes().containsKey(ProfileField.STATUS) || event.changes().containsKey(ProfileField.TOKEN_COUNT)
          || event.changes().containsKey(ProfileField.HEALTH_SCORE);
    }
  }

  /** What is said about a session, and since when it is shown to others; null while it is not. Immutable. */
  private record Standing(Profile profile, @Nullable Long sharedAt) {

    Standing after(Change change) {
      Profile next = profile.with(change.event().changes());
      if (isPrivate(next)) {
        return new Standing(next, null);
      }
      return new Standing(next, isPrivate(profile) || sharedAt == null ? Long.valueOf(change.at()) : sharedAt);
    }

    private static boolean isPrivate(Profile profile) {
      return profile.visibility() == SessionDescription.Visibility.PRIVATE;
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
    Standing standing = read(connection, sessionKey);
    try (PreparedStatement record = connection.prepareStatement(RECORD)) {
      boolean measured = false;
      for (Change change : changes) {
        standing = standing.after(change);
        if (change.isMeasured()) {
          bind(record, sessionKey, change, standing.profile());
          record.addBatch();
          measured = true;
        }
      }
      if (measured) {
        record.executeBatch();
      }
    }
    try (PreparedStatement update = connection.prepareStatement(WRITE)) {
      update.setString(1, ProfileFormat.text(standing.profile()));
      update.setString(2, standing.profile().text(ProfileField.TEAM));
      update.setString(3, standing.profile().visibility().word());
      update.setObject(4, standing.sharedAt(), Types.BIGINT);
      update.setLong(5, sessionKey);
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

  private static Standing read(Connection connection, long sessionKey) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setLong(1, sessionKey);
      try (ResultSet row = select.executeQuery()) {
        boolean isThere = row.next();
        String text = isThere ? row.getString(1) : null;
        Long sharedAt = isThere ? row.getObject(2, Long.class) : null;
        return new Standing(text == null ? new Profile(Map.of()) : ProfileFormat.profile(text), sharedAt);
      } catch (MalformedJson e) {
        throw new JournalFailure("what is said about a session cannot be read: " + e.getMessage(), e, true);
      }
    }
  }
}
