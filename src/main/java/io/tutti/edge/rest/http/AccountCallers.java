package io.tutti.edge.rest.http;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.BearerToken;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request about accounts, refused in the words of the LLM Session Manager (rule ACC7): 403 without a token, 401 with
 * one that is not good, 400 where the account is deactivated. Immutable.
 */
@Dependent
public final class AccountCallers {

  private final TokenVerifier tokens;
  private final Accounts accounts;

  @Inject
  public AccountCallers(TokenVerifier tokens, Accounts accounts) {
    this.tokens = tokens;
    this.accounts = accounts;
  }

  /** Who shows a good token, with or without an account. */
  public Identity known(HttpHeaders headers) {
    String token = bearer(headers);
    if (token == null) {
      throw Problem.forbidden("Not authenticated");
    }
    return judged(token);
  }

  public Identity judged(String token) {
    return tokens.judge(token).match(new Judgement.Cases<>() {
      @Override
      public Identity good(Identity identity) {
        return identity;
      }

      @Override
      public Identity refused(TokenRefusal why) {
        throw switch (why) {
          case INVALID, REVOKED -> Problem.unauthenticated("Could not validate credentials");
          case INACTIVE -> Problem.badRequest("Inactive user");
          case ISSUER_UNREACHABLE -> Callers.issuerUnreachable();
        };
      }
    });
  }

  /** The account of somebody known. */
  public Account account(Identity identity) {
    Account account = accounts.find(identity.id()).orElseThrow(() -> Problem.unauthenticated("User not found"));
    if (!account.active()) {
      throw Problem.badRequest("Inactive user");
    }
    return account;
  }

  /** The token of the header; null without one, also where the header has another scheme. */
  public static @Nullable String bearer(HttpHeaders headers) {
    return BearerToken.of(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
  }
}
