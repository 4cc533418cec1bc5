package io.tutti.story;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An action that has been taken and waits for its resolution. {@code actor}: who wishes it, null where the director
 * plays the character; {@code turn}: the one that was being played; {@code seed}: the chance of this action, 0 to 2^53
 * − 1. Immutable.
 */
public record ActionTicket(@Nullable UserId actor, String character, StoryAction action, int turn, long seed) {}
