package io.tutti.edge.websocket;

import org.jspecify.annotations.Nullable;

/** What the handshake of a connection carried, and from where: a token, an invitation, the client's address. Immutable. */
public record HandshakeData(@Nullable String token, @Nullable String invite, @Nullable String address) {}
