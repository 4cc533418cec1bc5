/**
 * The text documents of a session: what may be done to them, what has happened to them, what they are now. Knows the shared
 * words and the sequence CRDT, nothing else.
 */
@NullMarked
package io.tutti.documents;

import org.jspecify.annotations.NullMarked;
