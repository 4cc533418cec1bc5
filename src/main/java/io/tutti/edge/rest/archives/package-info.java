/** Sessions as archives: exported, and imported again. */
@NullMarked
package io.tutti.edge.rest.archives;

import org.jspecify.annotations.NullMarked;

