package io.tutti.text;

import java.util.Optional;

/**
 * Elements that stand side by side, with consecutive lamports of one replica and one fate. Immutable. A list of runs
 * in the order of the text, and the visible text, are a whole document.
 *
 * @param lamport of the first element
 * @param replica of all of them
 * @param count how many
 * @param deleted whether they are deleted
 * @param after what the first element stands after, where that is not the last element of the run before (for the
 *     first run: the root)
 */
public record Run(long lamport, String replica, int count, boolean deleted, Optional<ElementId> after) {}
