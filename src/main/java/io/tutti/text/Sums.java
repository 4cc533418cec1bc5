package io.tutti.text;

/**
 * What lies below a node of the {@link BlockTree}. Immutable.
 *
 * @param visible visible elements
 * @param astral visible elements above U+FFFF
 * @param least the least lamport, {@link Long#MAX_VALUE} where there is no element
 */
record Sums(int visible, int astral, long least) {}
