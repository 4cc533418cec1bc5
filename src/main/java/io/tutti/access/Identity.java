package io.tutti.access;

import io.tutti.identity.Names;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, by the word of a token or, for a newcomer without one, of the server.
 * {@code name} has 1–80 printable characters; {@code expiresAt} is in milliseconds since 1970; {@code credential} is null where
 * no token says it. Immutable.
 */
public record Identity(
    UserId id, String name, @Nullable String email, boolean anonymous, long expiresAt, @Nullable Credential credential) {

  public static final int MAX_NAME_LENGTH = 80;

  public Identity {
    if (!isName(name)) {
      throw new IllegalArgumentException("A name is 1–80 printable characters");
    }
  }

  /** Two minutes before the end of a token that lives for long its holder is told. */
  private static final long LONGEST_NOTICE_MILLIS = 120_000;

  /** Rule TOK11: so long before its end a token's holder is told: two minutes, or a tenth of its life where that is less. */
  public long noticeMillis() {
    long issuedAt = credential == null ? 0 : credential.issuedAt();
    return issuedAt == 0 ? LONGEST_NOTICE_MILLIS
        : Math.min(LONGEST_NOTICE_MILLIS, Math.max(0, expiresAt - issuedAt) / 10);
  }

  /** Somebody who is known by no token. */
  public Identity(UserId id, String name, @Nullable String email, boolean anonymous, long expiresAt) {
    this(id, name, email, anonymous, expiresAt, null);
  }

  /** Whether {@code candidate} may be somebody's name: not blank, at most 80 characters, printable. */
  public static boolean isName(String candidate) {
    return !candidate.isBlank() && candidate.length() <= MAX_NAME_LENGTH && Names.isPrintable(candidate);
  }
}
