package io.tutti.state;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The last change of a key or of anything below it: the version it led to, who made it (null: the server itself) and when
 * (milliseconds since 1970). Immutable.
 */
public record Touch(long version, @Nullable UserId user, long at) {}
