package io.tutti.access;

/** Why a token does not count. Immutable. */
public enum TokenRefusal {
  /** It is malformed, forged, expired, not yet valid, for another audience or by nobody who is trusted. */
  INVALID,
  /** It was good, and was ended: by logging out, by a new password, by becoming an account. */
  REVOKED,
  /** The account that it names is deactivated. */
  INACTIVE,
  /** Nobody can say: its issuer does not answer. It may count later. */
  ISSUER_UNREACHABLE
}
