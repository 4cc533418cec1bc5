package io.tutti.analytics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** By what sessions are ranked, the highest first (rule AN5). Immutable. */
public enum Ranking {
  HEALTH_SCORE("health_score", Comparator.comparingDouble(Figures::healthScore)),
  TOKEN_COUNT("token_count", Comparator.comparingLong(Figures::tokenCount));

  private final String word;
  private final Comparator<Figures> order;

  Ranking(String word, Comparator<Figures> order) {
    this.word = word;
    this.order = order;
  }

  /** The word that is used on the wire. */
  public String word() {
    return word;
  }

  /** The first {@code limit} of {@code sessions}; equals by id. */
  public List<Figures> of(Collection<Figures> sessions, int limit) {
    return sessions.stream().sorted(order.reversed().thenComparing(Figures::id)).limit(limit).toList();
  }
}
