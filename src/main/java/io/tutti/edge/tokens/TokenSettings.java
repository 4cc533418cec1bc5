package io.tutti.edge.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are signed and what is asked of them. {@code secret}: UTF-8, at least as many bytes as the digest of
 * {@code algorithm} has (HS256: 32, HS384: 48, HS512: 64; RFC 7518, section 3.2); {@code lifetimeSeconds}: 1 second to 10 years;
 * {@code issuer} and {@code audience}: written into tokens and asked of them, null for neither;
 * {@code anonymous}: whether tokens of anonymous people count. Immutable.
 */
public record TokenSettings(
    String secret,
    String algorithm,
    long lifetimeSeconds,
    @Nullable String issuer,
    @Nullable String audience,
    boolean anonymous) {

  public static final long MAX_LIFETIME_SECONDS = 10L * 366 * 86_400;

  private static final Map<String, Integer> SECRET_BYTES = Map.of("HS256", 32, "HS384", 48, "HS512", 64);

  public TokenSettings {
    Integer least = SECRET_BYTES.get(algorithm);
    if (least == null) {
      throw new IllegalArgumentException("JWT_ALGORITHM must be HS256, HS384 or HS512");
    }
    if (secret.getBytes(StandardCharsets.UTF_8).length < least) {
      throw new IllegalArgumentException("JWT_SECRET must have at least " + least + " bytes for " + algorithm);
    }
    if (lifetimeSeconds < 1 || lifetimeSeconds > MAX_LIFETIME_SECONDS) {
      throw new IllegalArgumentException("JWT_EXPIRATION must be from 1 to " + MAX_LIFETIME_SECONDS + " seconds");
    }
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "TokenSettings[algorithm=" + algorithm + ", lifetimeSeconds=" + lifetimeSeconds + ", issuer=" + issuer
        + ", audience=" + audience + ", anonymous=" + anonymous + "]";
  }
}
