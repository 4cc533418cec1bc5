package io.tutti.edge.tokens;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Identity;
import io.tutti.access.TokenVerifier;
import io.tutti.access.Username;
import io.tutti.identity.UserId;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.Optional;

/**
 * The tokens of the LLM Session Manager, signed with our own secret, for people who have an account here (rule TOK13): {@code sub}
 * is the user's name, {@code user_id} the id by which the account is looked for first, and what else a person is the account
 * says. Blocks. Immutable.
 */
@Dependent
@Typed(OriginalTokens.class)
public final class OriginalTokens implements TokenVerifier {

  private final Tokens own;
  private final Accounts accounts;

  @Inject
  public OriginalTokens(Tokens own, Accounts accounts) {
    this.own = own;
    this.accounts = accounts;
  }

  @Override
  public Optional<Identity> verify(String token) {
    return own.read(token, this::person);
  }

  private Optional<Identity> person(Claims claims) throws ParseException {
    Optional<String> userId = claims.originalUserId();
    if (userId.isEmpty() || !own.isInForce(claims)) {
      return Optional.empty();
    }
    return account(userId.get(), Username.of(claims.set().getSubject()))
        .map(account -> new Identity(account.id(), account.username().value(), account.email().value(), false,
            claims.expiresAt(), claims.credential(claims.id(""))));
  }

  /** The account of the id, else that of the name; none where the id is that of somebody of another name. */
  private Optional<Account> account(String id, Optional<Username> name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Account> byId = accounts.find(new UserId(id));
    return byId.isEmpty() ? accounts.find(name.get())
        : byId.filter(account -> account.username().key().equals(name.get().key()));
  }
}
