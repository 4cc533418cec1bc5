package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** That somebody has seen an insight, and the last day (since 1970) on which it was counted. Confined to its persistence context. */
@Entity
@Table(name = "insight_views")
class InsightViewEntity {

  @EmbeddedId
  InsightPlace place;

  @Column(name = "last_day", nullable = false)
  long lastDay;

  /** For Hibernate, which fills every column. */
  InsightViewEntity() {}

  InsightViewEntity(InsightPlace place, long lastDay) {
    this.place = place;
    this.lastDay = lastDay;
  }
}
