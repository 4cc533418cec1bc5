package io.tutti.edge.jpa;

import io.tutti.analytics.Reading;
import io.tutti.identity.SessionId;

/** What is read of a session's history. Immutable. */
record MetricRow(String sessionId, long at, String status, long tokenCount, double healthScore) {

  Reading toReading() {
    return new Reading(new SessionId(sessionId), at, status, tokenCount, healthScore);
  }
}
