/** Statistics of sessions, insights and recommendations. */
@NullMarked
package io.tutti.edge.rest.figures;

import org.jspecify.annotations.NullMarked;

