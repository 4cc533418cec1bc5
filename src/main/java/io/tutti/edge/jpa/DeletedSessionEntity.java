package io.tutti.edge.jpa;

import io.tutti.identity.SessionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The id of a session that was deleted, and how many logs it has had. Confined to its persistence context. */
@Entity
@Table(name = "deleted_sessions")
class DeletedSessionEntity {

  @Id
  @Column(name = "session_id", length = SessionId.MAX_LENGTH)
  String sessionId;

  @Column(name = "deleted_at", nullable = false)
  long deletedAt;

  @Column(name = "log_generation", nullable = false)
  int logGeneration;

  /** For Hibernate, which fills every column. */
  DeletedSessionEntity() {}

  DeletedSessionEntity(String sessionId, long deletedAt, int logGeneration) {
    this.sessionId = sessionId;
    this.deletedAt = deletedAt;
    this.logGeneration = logGeneration;
  }
}
