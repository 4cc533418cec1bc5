package io.tutti.edge.agents;

import org.jspecify.annotations.Nullable;

/**
 * What a language model answered, and how many tokens that took; {@code failure} says why there is no {@code text}.
 * Immutable.
 */
record Said(@Nullable String text, long tokens, @Nullable String failure) {

  static Said of(String text, long tokens) {
    return new Said(text, tokens, null);
  }

  static Said nothing(String failure, long tokens) {
    return new Said(null, tokens, failure);
  }
}
