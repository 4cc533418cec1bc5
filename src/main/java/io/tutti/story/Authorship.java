package io.tutti.story;

import org.jspecify.annotations.Nullable;

/**
 * Who thought something up: {@code by} names the agent ({@code rules}, or {@code model}); {@code fallback} says why the
 * one who should have done it did not, null where that is not so; {@code tokens} ≥ 0 is what a language model charged.
 * Immutable.
 */
public record Authorship(String by, @Nullable String fallback, long tokens) {

  public static final String RULES = "rules";
  public static final String MODEL = "model";

  public Authorship {
    by = Texts.clipped(by, 40);
    fallback = fallback == null ? null : Texts.clipped(fallback, 200);
    tokens = Math.max(0, Math.min(tokens, 1_000_000_000L));
  }

  /** Thought up by the built-in rules. */
  public static Authorship rules() {
    return new Authorship(RULES, null, 0);
  }
}
