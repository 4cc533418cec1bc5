package io.tutti.analytics;

import io.tutti.identity.SessionId;

/** How a session stood at {@code at}, milliseconds since 1970, when it began or its figures changed. Immutable. */
public record Reading(SessionId session, long at, String status, long tokenCount, double healthScore) {}
