/** Who is here and what they look at, from moment to moment: never in the log, never stored. */
@NullMarked
package io.tutti.presence;

import org.jspecify.annotations.NullMarked;
