package io.tutti.access;

import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization} header (RFC 6750, section 2.1; the scheme in any case, RFC 9110, section 11.1). */
public final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /** The token; null where there is no such header, or it has another scheme. */
  public static @Nullable String of(@Nullable String authorization) {
    String value = authorization == null ? "" : authorization.trim();
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? value.substring(SCHEME.length()).trim() : null;
  }
}
