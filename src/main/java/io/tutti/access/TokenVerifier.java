package io.tutti.access;

import java.util.Optional;

/** Turns a bearer token into the person whom it speaks for. Thread-safe. */
public interface TokenVerifier {

  /**
   * The person of {@code token}; empty where the token is malformed, forged, expired, not yet valid, ended,
   * for another audience or by an issuer that is not trusted or does not answer.
   */
  Optional<Identity> verify(String token);

  /** The same, with the reason where the token does not count. */
  default Judgement judge(String token) {
    return verify(token).<Judgement>map(Judgement.Good::new).orElseGet(() -> Judgement.refuse(TokenRefusal.INVALID));
  }
}
