/** The routes under {@code /api/stories}: stories that are begun, listed, read, and taken away as books. */
@NullMarked
package io.tutti.edge.rest.stories;

import org.jspecify.annotations.NullMarked;

