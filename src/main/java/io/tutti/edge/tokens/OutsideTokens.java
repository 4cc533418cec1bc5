package io.tutti.edge.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.Names;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one outside issuer, by its public keys (rules OUT1–OUT8): RS256, ES256 and EdDSA with Ed25519,
 * nothing else, so that no
 * public key is ever taken for a secret. People have ids of their own, {@code ext_} and the issuer's digest and {@code sub}:
 * never those of accounts. Thread-safe.
 */
public final class OutsideTokens implements TokenVerifier {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
  private static final int LEAST_RSA_BITS = 2_048;
  private static final int ISSUER_DIGITS = 12;

  private final IssuerSettings settings;
  private final IssuerKeys keys;
  private final String prefix;
  private final Clock clock;

  public OutsideTokens(IssuerSettings settings) {
    this(settings, Clock.systemUTC());
  }

  OutsideTokens(IssuerSettings settings, Clock clock) {
    this.settings = settings;
    this.keys = new IssuerKeys(settings);
    this.prefix = "ext_" + Digests.sha256(settings.issuer()).substring(0, ISSUER_DIGITS);
    this.clock = clock;
  }

  @Override
  public Optional<Identity> verify(String token) {
    return judge(token).person();
  }

  @Override
  public Judgement judge(String token) {
    if (token.length() > Tokens.MAX_LENGTH) {
      return Judgement.refuse(TokenRefusal.INVALID);
    }
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWSHeader header = signed.getHeader();
      Claims claims = Claims.of(signed);
      // Cheap questions first: only a token that could be good makes the issuer be asked.
      if (!ALGORITHMS.contains(header.getAlgorithm()) || header.getCriticalParams() != null
          || !claims.isInForce(clock.millis()) || !claims.isFor(settings.issuer(), settings.audience())) {
        return Judgement.refuse(TokenRefusal.INVALID);
      }
      return isSigned(signed, header)
          ? person(claims).<Judgement>map(Judgement.Good::new).orElseGet(() -> Judgement.refuse(TokenRefusal.INVALID))
          : Judgement.refuse(TokenRefusal.INVALID);
    } catch (IssuerKeys.Unreachable e) {
      return Judgement.refuse(TokenRefusal.ISSUER_UNREACHABLE);
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Judgement.refuse(TokenRefusal.INVALID);
    }
  }

  private boolean isSigned(SignedJWT signed, JWSHeader header) throws JOSEException, IssuerKeys.Unreachable {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    if (matcher == null) {
      return false;
    }
    for (JWK key : keys.matching(new JWKSelector(matcher))) {
      JWSVerifier verifier = verifier(key);
      if (verifier != null && verifier.supportedJWSAlgorithms().contains(header.getAlgorithm()) && signed.verify(verifier)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JWSVerifier verifier(JWK key) throws JOSEException {
    if (key instanceof RSAKey rsa) {
      return rsa.size() < LEAST_RSA_BITS ? null : new RSASSAVerifier(rsa);
    }
    if (key instanceof ECKey ec) {
      return new ECDSAVerifier(ec);
    }
    return key instanceof OctetKeyPair pair ? EdwardsVerifier.of(pair) : null;
  }

  private Optional<Identity> person(Claims claims) throws ParseException {
    JWTClaimsSet set = claims.set();
    String subject = set.getSubject();
    if (subject == null || subject.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Identity(user(subject), name(set, subject), email(set), false, claims.expiresAt(),
        claims.credential(claims.id(prefix + ":"))));
  }

  /** Behind {@code _} the subject itself, behind {@code .} the digest of one that cannot be part of an id. */
  private UserId user(String subject) {
    String id = prefix + "_" + subject;
    return id.length() <= UserId.MAX_LENGTH && Names.isPrintable(subject)
        ? new UserId(id)
        : new UserId(prefix + "." + Digests.sha256(subject));
  }

  /** The first of the usual claims that may be somebody's name. */
  private static String name(JWTClaimsSet set, String subject) {
    return Stream.of("preferred_username", "name", "username", "nickname", "email")
        .map(set::getClaim)
        .filter(String.class::isInstance)
        .flatMap(name -> PersonName.of((String) name).stream())
        .findFirst()
        .orElseGet(() -> PersonName.of(subject).orElse("User " + Digests.sha256(subject).substring(0, 6)));
  }

  private static @Nullable String email(JWTClaimsSet set) {
    return set.getClaim("email") instanceof String email && !Boolean.FALSE.equals(set.getClaim("email_verified")) ? email : null;
  }
}
