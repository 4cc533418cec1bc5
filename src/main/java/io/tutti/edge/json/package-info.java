/** JSON at the edge: reading with limits, and the events in the native protocol's words. Knows no other edge. */
@NullMarked
package io.tutti.edge.json;

import org.jspecify.annotations.NullMarked;
