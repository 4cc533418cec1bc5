package io.tutti.edge.websocket;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What one dialect asks of whoever knocks, before the handshake is answered; each bean of this type is asked by
 * {@link HandshakeGate}. Its word is for the client's sake, which can be told by an HTTP status: the session decides again when the
 * connection joins. May block. Thread-safe.
 */
public interface Threshold {

  /** Whether the handshake at {@code path}, below the application's own, is of this dialect. */
  boolean guards(String path);

  /** The HTTP status with which the handshake is refused, or 0 where it may go on. */
  int refusal(HttpServletRequest request, String path);
}
