package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Somebody asks to be taken into a team. Confined to its persistence context. */
@Entity
@Table(name = "team_requests")
class TeamRequestEntity {

  @EmbeddedId
  TeamRequestPlace place;

  @Column(name = "created_at", nullable = false)
  long createdAt;

  /** For Hibernate, which fills every column. */
  TeamRequestEntity() {}

  TeamRequestEntity(TeamRequestPlace place, long createdAt) {
    this.place = place;
    this.createdAt = createdAt;
  }
}
