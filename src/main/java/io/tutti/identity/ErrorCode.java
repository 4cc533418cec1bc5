package io.tutti.identity;

import java.util.Locale;

/** Why something was refused, for programs (protocol page, <i>Errors and closes</i>). Immutable. */
public enum ErrorCode {
  BAD_MESSAGE(false),
  UNKNOWN_TYPE(false),
  UNAUTHENTICATED(false),
  FORBIDDEN(false),
  INVALID_PARAM(false),
  INVALID_OP(false),
  ID_TAKEN(false),
  STALE_VERSION(false),
  /** Internal: the native protocol says it as {@code doc:stale}. */
  STALE_EPOCH(false),
  CONFLICT_CLOSED(false),
  NOT_FOUND(false),
  /** A session that was deleted. */
  GONE(false),
  TOO_LARGE(false),
  RATE_LIMITED(true),
  UNAVAILABLE(true),
  INTERNAL(false);

  private final boolean retryable;

  ErrorCode(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same command may succeed later without being changed. */
  public boolean retryable() {
    return retryable;
  }

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
