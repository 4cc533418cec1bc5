package io.tutti.edge.tokens;

import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.Revocations;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every issuer whose word counts, asked one after the other: this server itself first; and what was ended since. Immutable.
 */
@Dependent
public final class TrustedTokens implements TokenVerifier {

  private final List<TokenVerifier> issuers;
  private final Revocations revocations;

  /** The server itself, and whoever else it is configured to believe. */
  @Inject
  public TrustedTokens(Tokens own, OriginalTokens original, OutsideIssuers outside, Revocations revocations) {
    this(outside.after(List.of(own, original)), revocations);
  }

  public TrustedTokens(List<TokenVerifier> issuers, Revocations revocations) {
    this.issuers = List.copyOf(issuers);
    this.revocations = revocations;
  }

  @Override
  public Optional<Identity> verify(String token) {
    return judge(token).person();
  }

  @Override
  public Judgement judge(String token) {
    return judge(issuer -> issuer.judge(token));
  }

  @Override
  public Judgement judgeForRenewal(String token) {
    return judge(issuer -> issuer.judgeForRenewal(token));
  }

  private Judgement judge(Function<TokenVerifier, Judgement> asking) {
    TokenRefusal why = TokenRefusal.INVALID;
    for (TokenVerifier issuer : issuers) {
      Judgement judgement = asking.apply(issuer);
      if (judgement instanceof Judgement.Good good) {
        return revocations.objection(good.identity()).map(Judgement::refuse).orElse(good);
      }
      if (judgement instanceof Judgement.Refused refused && refused.why() != TokenRefusal.INVALID) {
        why = refused.why();
      }
    }
    return Judgement.refuse(why);
  }
}
