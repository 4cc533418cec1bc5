package io.tutti.session;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * One place of a session's log. {@code seq}: 1, 2, 3 … without gaps; {@code at}: milliseconds since 1970.
 * {@code user}: who caused it (null: the server itself); {@code client} and {@code ref} name the command that did, where
 * the client gave it a name. Immutable.
 */
public record Entry(
    long seq, long at, @Nullable UserId user, @Nullable ClientId client, @Nullable String ref, Event event) {}
