package io.tutti.edge.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tutti.access.Identity;
import io.tutti.identity.UserId;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature is good, and the person whom they name: {@code user_id} (or {@code sub}; both must agree),
 * {@code username}, {@code email}, {@code is_anonymous}, {@code exp}. Immutable.
 */
record Claims(JWTClaimsSet set) {

  /** How far the clock of whoever signed may be ahead of ours. */
  static final long SKEW_MILLIS = 5_000;

  /** Rule TOK6: ids that begin so are this server's anonymous people, never anybody who has signed in. */
  static final String ANONYMOUS_PREFIX = "anon_";

  /** The person, if every claim is there, well-formed and in force at {@code now} (milliseconds since 1970). */
  Optional<Identity> person(TokenSettings settings, long now) throws ParseException {
    String id = userId();
    String name = set.getStringClaim("username");
    Date expires = set.getExpirationTime();
    if (id == null || name == null || expires == null || !isInForce(expires, now) || !isForUs(settings)) {
      return Optional.empty();
    }
    boolean anonymous = Boolean.TRUE.equals(set.getBooleanClaim("is_anonymous"));
    if (anonymous ? !settings.anonymous() : id.startsWith(ANONYMOUS_PREFIX)) {
      return Optional.empty();
    }
    return Optional.of(
        new Identity(new UserId(id), name, set.getStringClaim("email"), anonymous, expires.getTime()));
  }

  private @Nullable String userId() throws ParseException {
    String id = set.getStringClaim("user_id");
    String subject = set.getSubject();
    if (id == null || subject == null) {
      return id == null ? subject : id;
    }
    return id.equals(subject) ? id : null;
  }

  /** Rule TOK4: no leniency at the end of a token's life, five seconds at its beginning. */
  private boolean isInForce(Date expires, long now) {
    return now < expires.getTime() && hasBegun(set.getNotBeforeTime(), now) && hasBegun(set.getIssueTime(), now);
  }

  private static boolean hasBegun(@Nullable Date start, long now) {
    return start == null || start.getTime() <= now + SKEW_MILLIS;
  }

  private boolean isForUs(TokenSettings settings) {
    return (settings.issuer() == null || settings.issuer().equals(set.getIssuer()))
        && (settings.audience() == null || set.getAudience().contains(settings.audience()));
  }
}
