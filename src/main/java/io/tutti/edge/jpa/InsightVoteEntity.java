package io.tutti.edge.jpa;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Somebody's vote for an insight. Confined to its persistence context. */
@Entity
@Table(name = "insight_votes")
class InsightVoteEntity {

  @EmbeddedId
  InsightPlace place;

  /** For Hibernate, which fills every column. */
  InsightVoteEntity() {}

  InsightVoteEntity(InsightPlace place) {
    this.place = place;
  }
}
