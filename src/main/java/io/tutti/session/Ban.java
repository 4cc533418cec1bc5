package io.tutti.session;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may not come in (rules ROLE8–ROLE10). {@code name}: what they were called, null where nobody knows; {@code since}:
 * milliseconds since 1970, 0 where nobody wrote it down; {@code by}: which host, null where the server does, or nobody knows.
 * Immutable.
 */
public record Ban(UserId user, @Nullable String name, long since, @Nullable UserId by) {}
