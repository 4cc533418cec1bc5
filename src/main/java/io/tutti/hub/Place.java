package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;

/**
 * Who sits behind a connection; {@code number} is the connection's own, at least 1, in its session; {@code since}: when it
 * came (milliseconds since 1970). Immutable.
 */
record Place(Peer peer, UserId user, ClientId client, long number, long since) {}
