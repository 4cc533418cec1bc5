package io.tutti.story;

/** A turn that is over, and how it was told. Immutable. */
public record TurnRecord(int turn, Narrative narrative) {}
