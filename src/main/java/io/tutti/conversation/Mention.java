package io.tutti.conversation;

import io.tutti.identity.UserId;

/** A participant who is named in a message. {@code username}: the participant's name when that was written. Immutable. */
public record Mention(UserId userId, String username) {}
