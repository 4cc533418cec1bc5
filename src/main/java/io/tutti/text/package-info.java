/**
 * The sequence CRDT behind text documents: a replicated growable array (RGA) of Unicode code points.
 *
 * <p>Every element carries an id {@code (lamport, replica)} and stands after another element. Among the
 * elements inserted after the same one the greater id stands nearer to it. Since an element's lamport is always
 * greater than that of the element it stands after, the parent of an element is the nearest one to its left with a
 * smaller lamport: the order and the ids alone hold the whole tree, and no parent is stored.
 *
 * <p>{@link io.tutti.text.TextDocument} is the way in. The package knows nobody else in this program.
 *
 * <p>Source: H.-G. Roh, M. Jeon, J.-S. Kim and J. Lee, "Replicated abstract data types: building blocks for
 * collaborative applications", JPDC 71 (2011).
 */
@NullMarked
package io.tutti.text;

import org.jspecify.annotations.NullMarked;
