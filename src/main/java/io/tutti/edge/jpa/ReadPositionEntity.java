package io.tutti.edge.jpa;

import io.tutti.identity.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** How far somebody has read in a session. Confined to its entity manager. */
@Entity
@Table(name = "read_positions")
class ReadPositionEntity {

  @EmbeddedId
  ParticipantPlace reader;

  @Column(nullable = false)
  long seq;

  /** For Hibernate, which fills every column. */
  ReadPositionEntity() {}

  ReadPositionEntity(long sessionKey, UserId user, long seq) {
    this.reader = new ParticipantPlace(sessionKey, user.value());
    this.seq = seq;
  }
}
