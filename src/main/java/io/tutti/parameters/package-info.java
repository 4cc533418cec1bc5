/** Shared numeric parameters: their schema, the values in force, the conflict window and its resolution. */
@NullMarked
package io.tutti.parameters;

import org.jspecify.annotations.NullMarked;
