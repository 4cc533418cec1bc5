package io.tutti.access;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Which tokens have ended, all of a sudden. Immutable. */
public sealed interface Revocation {

  /** One token. */
  record OfToken(String tokenId) implements Revocation {}

  /**
   * All tokens of somebody that were issued before {@code issuedBefore}, milliseconds since 1970, but the one with the id
   * {@code kept}, where that is not null.
   */
  record OfUser(UserId user, long issuedBefore, @Nullable String kept) implements Revocation {}

  /** Whether it ends what {@code identity} is known by. */
  default boolean ends(Identity identity) {
    Credential credential = identity.credential();
    if (credential == null) {
      return false;
    }
    if (this instanceof OfToken token) {
      return token.tokenId().equals(credential.tokenId());
    }
    OfUser all = (OfUser) this;
    return all.user().equals(identity.id()) && credential.issuedAt() < all.issuedBefore()
        && !credential.tokenId().equals(all.kept());
  }
}
