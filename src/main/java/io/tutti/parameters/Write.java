package io.tutti.parameters;

import io.tutti.identity.UserId;

/**
 * One accepted write of one parameter: by whom, at which place in the log, when (milliseconds since 1970) and what.
 * Immutable.
 */
public record Write(UserId user, long seq, long at, double value) {}
