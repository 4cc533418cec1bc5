package io.tutti.story;

/**
 * What {@code from} thinks of {@code to} (two characters' ids) gets better or worse by {@code change}, −100 to 100.
 * Immutable.
 */
public record RelationshipChange(String from, String to, int change) {

  public RelationshipChange {
    change = Math.max(-100, Math.min(100, change));
  }
}
