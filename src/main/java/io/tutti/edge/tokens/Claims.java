package io.tutti.edge.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tutti.access.Credential;
import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature is good, and the person whom they name: {@code user_id} (or {@code sub}; both must agree),
 * {@code username}, {@code email}, {@code is_anonymous}, {@code exp}. Immutable.
 */
record Claims(SignedJWT token, JWTClaimsSet set) {

  /** How far the clock of whoever signed may be ahead of ours. */
  static final long SKEW_MILLIS = 5_000;

  /** Rule TOK6: ids that begin so are this server's anonymous people, or accounts that were such before. */
  static final String ANONYMOUS_PREFIX = "anon_";

  static Claims of(SignedJWT token) throws ParseException {
    return new Claims(token, token.getJWTClaimsSet());
  }

  /** The person, if every claim is there, well-formed and in force at {@code now} (milliseconds since 1970). */
  Optional<Identity> person(TokenSettings settings, long now) throws ParseException {
    String id = userId();
    String name = set.getStringClaim("username");
    if (id == null || name == null || !isInForce(now) || !isFor(settings.issuer(), settings.audience())) {
      return Optional.empty();
    }
    boolean anonymous = Boolean.TRUE.equals(set.getBooleanClaim("is_anonymous"));
    if (anonymous && !settings.anonymous()) {
      return Optional.empty();
    }
    return Optional.of(new Identity(
        new UserId(id), name(name, id), set.getStringClaim("email"), anonymous, expiresAt(), credential(id(""))));
  }

  /** As {@link #person}; but an anonymous token counts for {@link TokenVerifier#LATE_RENEWAL_MILLIS} after its end. */
  Optional<Identity> personForRenewal(TokenSettings settings, long now) throws ParseException {
    Date expires = set.getExpirationTime();
    boolean isLate = expires != null && now >= expires.getTime() && now - expires.getTime() < TokenVerifier.LATE_RENEWAL_MILLIS
        && Boolean.TRUE.equals(set.getBooleanClaim("is_anonymous"));
    return person(settings, isLate ? expires.getTime() - 1 : now);
  }

  /**
   * The user's id of a token as the LLM Session Manager makes them (rule TOK13): the user's name is {@code sub}, and there is no
   * {@code username}. Empty for all others.
   */
  Optional<String> originalUserId() throws ParseException {
    boolean isOriginal = set.getSubject() != null && set.getClaim("username") == null;
    return isOriginal ? Optional.ofNullable(set.getStringClaim("user_id")) : Optional.empty();
  }

  /** Names that were given before they had to show something are replaced (rule NAME4); what never could be one is refused. */
  private static String name(String given, String id) {
    return PersonName.of(given).orElseGet(() -> PersonName.isBlank(given) && Identity.isName(given)
        ? "User " + id.substring(Math.max(0, id.length() - 6)) : given);
  }

  private @Nullable String userId() throws ParseException {
    String id = set.getStringClaim("user_id");
    String subject = set.getSubject();
    if (id == null || subject == null) {
      return id == null ? subject : id;
    }
    return id.equals(subject) ? id : null;
  }

  /** The token's own id or, where it has none that could be kept, its digest; {@code issuer} keeps issuers apart. */
  String id(String issuer) {
    String id = set.getJWTID();
    boolean isShort = id != null && !id.isEmpty() && issuer.length() + id.length() <= Credential.MAX_ID_LENGTH
        && id.chars().allMatch(c -> c > ' ' && c < 127) && !id.startsWith("sha256:");
    return isShort ? issuer + id : "sha256:" + Digests.sha256(token.serialize());
  }

  Credential credential(String id) {
    Date issued = set.getIssueTime();
    return new Credential(id, issued == null ? 0 : issued.getTime());
  }

  long expiresAt() {
    return set.getExpirationTime().getTime();
  }

  /**
   * Rule TOK4: no leniency at the end of a token's life, five seconds at its beginning, where it names one. When it was issued
   * is not judged: a clock that is put back makes good tokens, and their successors, ones of the future.
   */
  boolean isInForce(long now) {
    Date expires = set.getExpirationTime();
    Date start = set.getNotBeforeTime();
    return expires != null && now < expires.getTime() && (start == null || start.getTime() <= now + SKEW_MILLIS);
  }

  /** Whether the token names this issuer and this audience; null asks for none. */
  boolean isFor(@Nullable String issuer, @Nullable String audience) {
    return (issuer == null || issuer.equals(set.getIssuer())) && (audience == null || set.getAudience().contains(audience));
  }
}
