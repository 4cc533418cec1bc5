/** The native protocol, which is the Trivector protocol widened, at /api/v1/session/connect/{session_id}. */
@NullMarked
package io.tutti.edge.websocket.v1;

import org.jspecify.annotations.NullMarked;
