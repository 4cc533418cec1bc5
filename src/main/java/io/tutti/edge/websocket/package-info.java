/** What every WebSocket dialect shares: the bounded outbox, the gate before the handshake, close codes. Knows no dialect. */
@NullMarked
package io.tutti.edge.websocket;

import org.jspecify.annotations.NullMarked;
