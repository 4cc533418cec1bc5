package io.tutti.edge.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tutti.access.Account;
import io.tutti.access.Credential;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenIssuer;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.UserId;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that this server signs with its own secret (JWT, RFC 7519, HMAC). What is good is decided anew at every call: a
 * digest costs a few microseconds, and a remembered answer could outlive its token. Immutable.
 */
@Dependent
@Typed({Tokens.class, TokenIssuer.class})
public final class Tokens implements TokenIssuer, TokenVerifier {

  /** No token of ours is nearly as long; what is longer is refused unread. */
  static final int MAX_LENGTH = 8_192;

  private final TokenSettings settings;
  private final byte[] secret;
  private final JWSAlgorithm algorithm;
  private final Clock clock;

  @Inject
  public Tokens(TokenSettings settings) {
    this(settings, Clock.systemUTC());
  }

  Tokens(TokenSettings settings, Clock clock) {
    this.settings = settings;
    this.secret = settings.secret().getBytes(StandardCharsets.UTF_8);
    this.algorithm = JWSAlgorithm.parse(settings.algorithm());
    this.clock = clock;
  }

  @Override
  public Issued issue(UserId user, String name, @Nullable String email, boolean anonymous) {
    return issue(user, name, email, anonymous, clock.millis());
  }

  @Override
  public Issued issue(Account account, long now) {
    return issue(account.id(), account.username().value(), account.email().value(), false,
        Math.max(now, account.tokensValidAfter()));
  }

  /** Never issued before the one that it follows: what counted when that was given still counts. */
  @Override
  public Issued renew(Identity identity) {
    Credential credential = identity.credential();
    long now = clock.millis();
    return issue(identity.id(), identity.name(), identity.email(), identity.anonymous(),
        credential == null ? now : Math.max(now, credential.issuedAt()));
  }

  private Issued issue(UserId user, String name, @Nullable String email, boolean anonymous, long at) {
    long now = at / 1_000 * 1_000;
    String id = UUID.randomUUID().toString();
    Identity identity = new Identity(
        user, name, email, anonymous, now + settings.lifetimeSeconds() * 1_000, new Credential(id, now));
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
        .subject(user.value())
        .claim("user_id", user.value())
        .claim("username", name)
        .claim("email", email)
        .claim("is_anonymous", anonymous)
        .issueTime(new Date(now))
        .expirationTime(new Date(identity.expiresAt()))
        .jwtID(id);
    if (settings.issuer() != null) {
      claims.issuer(settings.issuer());
    }
    if (settings.audience() != null) {
      claims.audience(settings.audience());
    }
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build(), claims.build());
    try {
      token.sign(new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    return new Issued(token.serialize(), identity);
  }

  @Override
  public Optional<Identity> verify(String token) {
    return read(token, claims -> claims.person(settings, clock.millis()));
  }

  @Override
  public Judgement judgeForRenewal(String token) {
    return read(token, claims -> claims.personForRenewal(settings, clock.millis()))
        .<Judgement>map(Judgement.Good::new).orElseGet(() -> Judgement.refuse(TokenRefusal.INVALID));
  }

  /** What the claims of a token say whose signature is good. */
  interface Reading {
    Optional<Identity> of(Claims claims) throws ParseException;
  }

  /** The person whom {@code reading} finds in the claims of {@code token}; empty where we have not signed it. */
  Optional<Identity> read(String token, Reading reading) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      SignedJWT signed = SignedJWT.parse(token);
      // Rule TOK2: the algorithm is ours to choose, never the token's.
      if (!algorithm.equals(signed.getHeader().getAlgorithm()) || !signed.verify(new MACVerifier(secret))) {
        return Optional.empty();
      }
      return reading.of(Claims.of(signed));
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Whether the claims are in force now, and for whom they are to be. */
  boolean isInForce(Claims claims) {
    return claims.isInForce(clock.millis()) && claims.isFor(settings.issuer(), settings.audience());
  }
}
