@NullMarked
package io.tutti.edge.wal;

import org.jspecify.annotations.NullMarked;
