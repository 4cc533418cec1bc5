package io.tutti.edge.jpa;

import io.tutti.access.Role;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.ProfileFormat;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A session's row: its description and how far its log reaches. Confined to its persistence context. */
@Entity
@Table(name = "sessions")
class SessionEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "session_key")
  @Nullable Long key;

  @Column(name = "session_id", nullable = false, length = SessionId.MAX_LENGTH, updatable = false)
  String sessionId;

  @Column(length = SessionDescription.MAX_NAME_LENGTH)
  @Nullable String name;

  @Column(length = SessionDescription.MAX_DESCRIPTION_LENGTH)
  @Nullable String description;

  @Column(nullable = false, length = Length.LONG32)
  String parameters;

  @Column(name = "default_role", nullable = false, length = 16)
  String defaultRole;

  @Column(nullable = false, length = 16)
  String visibility;

  @Column(nullable = false, length = 16)
  String durability;

  @Column(length = UserId.MAX_LENGTH)
  @Nullable String creator;

  @Column(name = "creator_signed_in", nullable = false)
  boolean creatorSignedIn;

  @Column(name = "conflict_window_millis", nullable = false)
  long conflictWindowMillis;

  @Column(name = "retention_days")
  @Nullable Integer retentionDays;

  @Column(name = "created_at", nullable = false, updatable = false)
  long createdAt;

  /** What the session was created with beside the columns; null in rows of before there was any. */
  @Column(length = Length.LONG32)
  @Nullable String particulars;

  /** What is said about the session now; null in rows of before there was any. */
  @Column(length = Length.LONG32)
  @Nullable String profile;

  @Column(name = "team_id", length = 64)
  @Nullable String teamId;

  /** Who finds the session in a list now: a word of {@link SessionDescription.Visibility}. */
  @Column(name = "shown_to", nullable = false, length = 16)
  String shownTo;

  /** Since when others find it; null for a private session. */
  @Column(name = "shared_at")
  @Nullable Long sharedAt;

  @Column(name = "message_count", nullable = false)
  long messageCount;

  @Column(name = "last_seq", nullable = false)
  long lastSeq;

  @Column(name = "last_activity", nullable = false)
  long lastActivity;

  @Column(name = "retained_after", nullable = false)
  long retainedAfter;

  @Column(name = "log_id", nullable = false, length = 64)
  String logId;

  /** The ids before it, parted by spaces; null where there were none. */
  @Column(name = "former_log_ids", length = 600)
  @Nullable String formerLogIds;

  @Column(name = "log_generation", nullable = false)
  int logGeneration;

  /** For Hibernate, which fills every column. */
  SessionEntity() {}

  /** The row of a new session. */
  SessionEntity(SessionDescription session) {
    sessionId = session.id().value();
    name = session.name();
    description = session.description();
    parameters = SchemaColumn.write(session.schema());
    defaultRole = session.defaultRole().word();
    visibility = session.visibility().name();
    durability = session.durability().name();
    creator = session.creator() == null ? null : session.creator().value();
    creatorSignedIn = session.creatorSignedIn();
    conflictWindowMillis = session.conflictWindowMillis();
    retentionDays = session.retentionDays();
    createdAt = session.createdAt();
    setLog(session.log().isUndecided() ? new LogIdentity(LogIds.next(), List.of(), 0) : session.log());
    lastActivity = session.createdAt();
    Profile initial = Profile.of(session);
    particulars = ProfileFormat.text(new Profile(session.particulars()));
    profile = ProfileFormat.text(initial);
    teamId = initial.text(ProfileField.TEAM);
    shownTo = initial.visibility().word();
    sharedAt = initial.visibility() == SessionDescription.Visibility.PRIVATE ? null : Long.valueOf(createdAt);
  }

  /** The key of a row that was stored or read. */
  long storedKey() {
    if (key == null) {
      throw new IllegalStateException("the session's row has not been stored");
    }
    return key;
  }

  SessionDescription toDescription() {
    return new SessionDescription(new SessionId(sessionId), name, description, SchemaColumn.read(parameters),
        Role.of(defaultRole).orElseThrow(), SessionDescription.Visibility.valueOf(visibility),
        SessionDescription.Durability.valueOf(durability), creator == null ? null : new UserId(creator), creatorSignedIn,
        conflictWindowMillis, retentionDays, createdAt, read(particulars).values(), log());
  }

  /** Which log the session has. */
  LogIdentity log() {
    String former = formerLogIds;
    return new LogIdentity(logId, former == null ? List.of() : List.of(former.split(" ")), logGeneration);
  }

  final void setLog(LogIdentity log) {
    logId = log.id();
    formerLogIds = log.former().isEmpty() ? null : String.join(" ", log.former());
    logGeneration = log.generation();
  }

  Journal.Summary toSummary() {
    SessionDescription session = toDescription();
    return new Journal.Summary(session, profile == null ? Profile.of(session) : read(profile), lastSeq, lastActivity);
  }

  /** What is said about the session now. */
  Profile toProfile() {
    return profile == null ? Profile.of(toDescription()) : read(profile);
  }

  private static Profile read(@Nullable String text) {
    try {
      return text == null ? new Profile(Map.of()) : ProfileFormat.profile(text);
    } catch (MalformedJson e) {
      throw new JournalFailure("what is said about a session cannot be read: " + e.getMessage(), e, false);
    }
  }
}
