package io.tutti.story;

/** Something that has been found out: by which character, and in which turn. Immutable. */
public record Discovery(String character, String text, int turn) {}
