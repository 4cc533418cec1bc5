package io.tutti.access;

import java.util.Optional;

/** Turns a bearer token into the person whom it speaks for. Thread-safe. */
public interface TokenVerifier {

  /** Rule REST22: so long after its end (30 days) an anonymous token of this server may still be exchanged for its next one. */
  long LATE_RENEWAL_MILLIS = 30L * 86_400_000;

  /**
   * The person of {@code token}; empty where the token is malformed, forged, expired, not yet valid, ended,
   * for another audience or by an issuer that is not trusted or does not answer.
   */
  Optional<Identity> verify(String token);

  /** The same, with the reason where the token does not count. */
  default Judgement judge(String token) {
    return verify(token).<Judgement>map(Judgement.Good::new).orElseGet(() -> Judgement.refuse(TokenRefusal.INVALID));
  }

  /** The same of a token that is to be exchanged for its next one: an anonymous one counts for a while after its end. */
  default Judgement judgeForRenewal(String token) {
    return judge(token);
  }
}
