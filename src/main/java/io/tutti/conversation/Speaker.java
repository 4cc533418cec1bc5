package io.tutti.conversation;

import io.tutti.identity.UserId;

/** Who speaks, and whether they may delete what others wrote. Immutable. */
public record Speaker(UserId user, String name, boolean host) {}
