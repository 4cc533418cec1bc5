package io.tutti.story;

import io.tutti.identity.UserId;

/** Somebody who is present in the session and may act. Immutable. */
public record Participant(UserId id, String name) {}
