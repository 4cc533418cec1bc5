package io.tutti.edge.tokens;

import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Every issuer whose word counts, asked one after the other: this server itself first. An outside issuer is one more verifier in
 * the list. Immutable.
 */
@Dependent
public final class TrustedTokens implements TokenVerifier {

  private final List<TokenVerifier> issuers;

  @Inject
  public TrustedTokens(Tokens own) {
    this(List.<TokenVerifier>of(own));
  }

  public TrustedTokens(List<TokenVerifier> issuers) {
    this.issuers = List.copyOf(issuers);
  }

  @Override
  public Optional<Identity> verify(String token) {
    for (TokenVerifier issuer : issuers) {
      Optional<Identity> identity = issuer.verify(token);
      if (identity.isPresent()) {
        return identity;
      }
    }
    return Optional.empty();
  }
}
