/** The dialect of the LLM Session Manager: JSON messages at {@code /ws/session/{session_id}}, decided before the handshake. */
@NullMarked
package io.tutti.edge.websocket.llmsession;

import org.jspecify.annotations.NullMarked;
