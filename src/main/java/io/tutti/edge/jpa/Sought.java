package io.tutti.edge.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words that somebody looks for: all of them, the last one perhaps only {@code begun} (rule CHAT17). Immutable.
 *
 * @param begun empty where there is no word at all: that is found nowhere
 */
record Sought(List<String> whole, String begun) {

  /** How many different words count. */
  static final int MAX_WORDS = 16;

  /** The first {@value #MAX_WORDS} words of {@code text}. */
  static Sought in(String text) {
    List<String> words = new ArrayList<>(MessageWords.of(text));
    List<String> counted = words.subList(0, Math.min(MAX_WORDS, words.size()));
    return counted.isEmpty()
        ? new Sought(List.of(), "")
        : new Sought(List.copyOf(counted.subList(0, counted.size() - 1)), counted.get(counted.size() - 1));
  }

  boolean isNothing() {
    return begun.isEmpty();
  }

  /**
   * Patterns that the words of a block match which may have a message with all the words. Words have no character that
   * means something in one.
   */
  List<String> patterns() {
    List<String> patterns = new ArrayList<>();
    whole.forEach(word -> patterns.add("% " + word + " %"));
    patterns.add("% " + begun + "%");
    return patterns;
  }

  /** Whether those words of a block match the {@link #patterns}. */
  boolean mayBeIn(String words) {
    return whole.stream().allMatch(word -> words.contains(" " + word + " ")) && words.contains(" " + begun);
  }

  /** Whether a message with that content has all the words. */
  boolean isIn(String content) {
    Set<String> words = MessageWords.of(content);
    return words.containsAll(whole) && words.stream().anyMatch(word -> word.startsWith(begun));
  }
}
