package io.tutti.edge.rest.http;

import io.tutti.access.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server belongs to: whoever shows {@code ADMIN_TOKEN}, compared in constant time (rule DP12). {@code token}: null where
 * there is none, and nobody is operator. Immutable.
 */
public record Operators(@Nullable String token) {

  /** The least number of characters of a token. */
  public static final int MIN_LENGTH = 16;

  public Operators {
    if (token != null && token.length() < MIN_LENGTH) {
      throw new IllegalArgumentException("ADMIN_TOKEN must have at least " + MIN_LENGTH + " characters");
    }
  }

  /** Goes through for an operator; where there is none the route is not there. */
  public void require(@Nullable String authorization) {
    if (token == null) {
      throw Problem.notFound("There is no such route");
    }
    if (BearerToken.of(authorization) == null) {
      throw Problem.unauthenticated("Authentication required");
    }
    if (!areShownBy(authorization)) {
      throw Problem.forbidden("Only an operator may do that");
    }
  }

  /** Whether whoever sends that header is an operator. */
  public boolean areShownBy(@Nullable String authorization) {
    String given = BearerToken.of(authorization);
    if (token == null || given == null) {
      return false;
    }
    byte[] shown = given.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(shown, token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ADMIN_TOKEN=" + (token == null ? "(none)" : "(set)");
  }
}
