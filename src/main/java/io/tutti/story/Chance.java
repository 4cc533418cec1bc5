package io.tutti.story;

import java.util.List;

/**
 * Chance that can be had again: the same seed gives the same numbers, for ever and everywhere (SplitMix64: Steele, Lea,
 * Flood, <i>Fast splittable pseudorandom number generators</i>, 2014). Confined to whoever made it.
 */
public final class Chance {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** The numbers of {@code seed}. */
  public Chance(long seed) {
    this.state = seed;
  }

  /** A seed of 0 to 2^53 − 1 that follows from {@code parts}. */
  public static long seed(long... parts) {
    long seed = 0;
    for (long part : parts) {
      seed = mixed(seed + GOLDEN_GAMMA + part);
    }
    return seed & StoryDescription.MAX_SEED;
  }

  /** A seed of 0 to 2^53 − 1 that follows from a text. */
  public static long seed(String text) {
    long seed = text.length();
    for (int i = 0; i < text.length(); i++) {
      seed = mixed(seed * 31 + text.charAt(i));
    }
    return seed & StoryDescription.MAX_SEED;
  }

  private static long mixed(long bits) {
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }

  /** An integer of 0 to {@code bound} − 1. */
  public int below(int bound) {
    state += GOLDEN_GAMMA;
    return (int) Long.remainderUnsigned(mixed(state) >>> 1, bound);
  }

  /** True in {@code percent} of a hundred cases. */
  public boolean percent(int percent) {
    return below(100) < percent;
  }

  /** One of {@code choices}, which must not be empty. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
