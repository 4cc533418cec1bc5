package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;

/** Who sits behind a connection. Immutable. */
record Place(Peer peer, UserId user, ClientId client) {}
