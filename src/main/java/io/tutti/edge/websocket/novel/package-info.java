/** The dialect of the Novel Engine's real-time design, at /ws/{session_id}/{user_id}; rules NE1–NE16. */
@NullMarked
package io.tutti.edge.websocket.novel;

import org.jspecify.annotations.NullMarked;
