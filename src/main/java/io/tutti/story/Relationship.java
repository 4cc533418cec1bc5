package io.tutti.story;

/** What {@code from} thinks of {@code to}: −100 (hatred) to 100 (devotion), 0 at first. Immutable. */
public record Relationship(String from, String to, int value) {}
