package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** How a session stood after a change of its figures, for reading: {@link ProfileChanges} writes them. Immutable. */
@Entity
@Immutable
@Table(name = "session_metrics")
class MetricEntity {

  @EmbeddedId
  EventPlace place;

  @Column(nullable = false)
  long at;

  @Column(nullable = false, length = 32)
  String status;

  @Column(name = "token_count", nullable = false)
  long tokenCount;

  @Column(name = "health_score", nullable = false)
  double healthScore;

  /** For Hibernate, which fills every column. */
  MetricEntity() {}
}
