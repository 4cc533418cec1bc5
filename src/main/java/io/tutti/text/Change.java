package io.tutti.text;

/**
 * One visible change of a text: at {@code index}, {@code removed} code points go and {@code inserted} comes.
 * Immutable. In a list each change sees the effect of the ones before it.
 *
 * @param index in code points from the start of the text
 * @param removed in code points
 * @param inserted what comes, possibly nothing
 */
public record Change(int index, int removed, String inserted) {}
