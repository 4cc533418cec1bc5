package io.tutti.hub;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, and from where. {@code user}: null for nobody in particular; {@code address}: the network address, null where
 * nobody knows it; {@code isServer}: whether the command is the server's own and nobody sent it. Immutable.
 */
public record Origin(@Nullable UserId user, @Nullable String address, boolean isServer) {

  /** The server itself. */
  static final Origin SERVER = new Origin(null, null, true);

  /** A person or a program, over a connection or by a request. */
  public static Origin of(@Nullable UserId user, @Nullable String address) {
    return new Origin(user, address, false);
  }
}
