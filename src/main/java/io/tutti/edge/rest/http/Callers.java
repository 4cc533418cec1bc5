package io.tutti.edge.rest.http;

import io.tutti.access.BearerToken;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request. A token that is given must be good: a bad one is never treated as none (rule REST4). Immutable.
 */
@Dependent
public final class Callers {

  private final TokenVerifier tokens;
  private final RestSettings settings;

  @Inject
  public Callers(TokenVerifier tokens, RestSettings settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  /** Who sends a request that anybody may send where anonymous access is on; empty where that is nobody in particular. */
  public Optional<Identity> admitted(HttpHeaders headers) {
    Optional<Identity> caller = named(headers);
    if (caller.isEmpty() && !settings.anonymous()) {
      throw Problem.unauthenticated("Authentication required");
    }
    return caller;
  }

  /** Who sends a request that needs a token. */
  public Identity known(HttpHeaders headers) {
    return named(headers).orElseThrow(() -> Problem.unauthenticated("Authentication required"));
  }

  /** Who sends a request, if a token says so. */
  public Optional<Identity> named(HttpHeaders headers) {
    String token = bearer(headers);
    return token == null ? Optional.empty() : Optional.of(verified(token));
  }

  /** The person of the token in the query or, without one, in the header; neither is a missing field. */
  public Identity shown(@Nullable String query, HttpHeaders headers) {
    String token = query == null ? bearer(headers) : query;
    if (token == null) {
      throw Problem.missing("query", "token");
    }
    return verified(token);
  }

  /** Rule OUT6: nobody can say whether the token is good. */
  static Problem issuerUnreachable() {
    return Problem.unavailable("The issuer of this token cannot be reached, so the token cannot be checked");
  }

  Identity verified(String token) {
    return good(tokens.judge(token));
  }

  /** Rule REST22: whose token it is, where it may be exchanged for its next one. */
  public Identity renewing(String token) {
    return good(tokens.judgeForRenewal(token));
  }

  private static Identity good(Judgement judgement) {
    return judgement.match(new Judgement.Cases<>() {
      @Override
      public Identity good(Identity identity) {
        return identity;
      }

      @Override
      public Identity refused(TokenRefusal why) {
        throw switch (why) {
          case INVALID, REVOKED, INACTIVE -> Problem.unauthenticated("Invalid or expired token");
          case ISSUER_UNREACHABLE -> issuerUnreachable();
        };
      }
    });
  }

  private static @Nullable String bearer(HttpHeaders headers) {
    String given = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
    String token = BearerToken.of(given);
    if (given != null && token == null) {
      throw Problem.unauthenticated("Invalid or expired token");
    }
    return token;
  }
}
