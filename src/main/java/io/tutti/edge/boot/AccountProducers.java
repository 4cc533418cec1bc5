package io.tutti.edge.boot;

import io.tutti.access.Account;
import io.tutti.access.AccountDesk;
import io.tutti.access.Accounts;
import io.tutti.access.GuestNames;
import io.tutti.access.Memberships;
import io.tutti.access.Passwords;
import io.tutti.access.RevokedTokens;
import io.tutti.access.Teams;
import io.tutti.access.TokenIssuer;
import io.tutti.access.WatchedTeams;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.JpaAccounts;
import io.tutti.edge.jpa.JpaRevokedTokens;
import io.tutti.edge.jpa.JpaTeams;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.tokens.BcryptPasswords;
import io.tutti.edge.tokens.IssuerSettings;
import io.tutti.edge.tokens.LiveRevocations;
import io.tutti.edge.tokens.OutsideIssuers;
import io.tutti.edge.tokens.OutsideTokens;
import io.tutti.hub.SessionHub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what accounts need, and puts it together. Thread-safe. */
@ApplicationScoped
public class AccountProducers {

  @Produces
  @Singleton
  Accounts accounts(Database database) {
    return new JpaAccounts(database);
  }

  @Produces
  @Singleton
  GuestNames guestNames(Accounts accounts) {
    return new GuestNames(accounts);
  }

  @Produces
  @Singleton
  Teams teams(Database database, Memberships memberships, SessionHub hub) {
    return new WatchedTeams(new JpaTeams(database), memberships, hub::leaveTeam);
  }

  @Produces
  @Singleton
  Memberships memberships(Accounts accounts) {
    return user -> accounts.find(user).filter(Account::active).map(Account::teamId).orElse(null);
  }

  @Produces
  @Singleton
  RevokedTokens revokedTokens(Database database) {
    return new JpaRevokedTokens(database);
  }

  @Produces
  @Singleton
  Passwords passwords(Settings settings) {
    return new BcryptPasswords(settings.accounts().bcryptCost());
  }

  @Produces
  @Singleton
  LiveRevocations revocations(Accounts accounts, RevokedTokens revokedTokens) {
    return new LiveRevocations(accounts, revokedTokens, System::currentTimeMillis);
  }

  @Produces
  @Singleton
  AccountDesk desk(
      Settings settings, Accounts accounts, Passwords passwords, TokenIssuer issuer, LiveRevocations revocations) {
    return new AccountDesk(accounts, passwords, issuer, revocations, settings.accounts().openTeams());
  }

  @Produces
  @Singleton
  LoginRates loginRates(Settings settings) {
    return new LoginRates(
        settings.accounts().loginsPerMinute(), settings.accounts().loginsPerMinuteAndAddress(), System::nanoTime);
  }

  /** Whoever is believed beside this server must say for whom its tokens are: else those for other servers would count too. */
  @Produces
  @Singleton
  OutsideIssuers outsideIssuers(Settings settings) {
    String url = settings.accounts().keysUrl();
    String issuer = settings.jwtIssuer();
    String audience = settings.jwtAudience();
    if (url == null) {
      return new OutsideIssuers(List.of());
    }
    if (issuer == null || audience == null) {
      throw new ConfigurationProblem("JWT_JWKS_URL needs JWT_ISSUER and JWT_AUDIENCE beside it");
    }
    try {
      return new OutsideIssuers(List.of(new OutsideTokens(IssuerSettings.of(url, issuer, audience))));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
  }
}
