package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What somebody has to do with an insight. Immutable. */
@Embeddable
record InsightPlace(@Column(name = "insight_id") String insightId, @Column(name = "user_id") String userId) {}
