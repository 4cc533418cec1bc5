package io.tutti.access;

import java.util.Optional;

/** Turns a bearer token into the person whom it speaks for. Thread-safe. */
public interface TokenVerifier {

  /**
   * The person of {@code token}; empty where the token is malformed, forged, expired, not yet valid,
   * for another audience or by an issuer that is not trusted.
   */
  Optional<Identity> verify(String token);
}
