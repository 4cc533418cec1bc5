/** The session: commands in, events out. Decides and applies; holds no thread, clock, chance or technology. */
@NullMarked
package io.tutti.session;

import org.jspecify.annotations.NullMarked;
