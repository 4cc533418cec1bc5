package io.tutti.story;

/** An item comes to {@code to}: the id of a place, where it lies then, or of a character, who has it then. Immutable. */
public record ItemMove(String item, String to) {}
