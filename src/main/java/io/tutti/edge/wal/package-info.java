/** A write-ahead file before a slower journal: group commits cost one write and one fsync, and are folded in later. */
@NullMarked
package io.tutti.edge.wal;

import org.jspecify.annotations.NullMarked;
