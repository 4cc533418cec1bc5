package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.EmailAddress;
import io.tutti.access.RevokedTokens;
import io.tutti.access.TeamName;
import io.tutti.access.Teams;
import io.tutti.access.Username;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaAccounts;
import io.tutti.edge.jpa.JpaRevokedTokens;
import io.tutti.edge.jpa.JpaTeams;
import io.tutti.identity.UserId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What accounts in tables do beside the contract, on every database. */
abstract class TableAccountsContract extends AccountsContract {

  private Database database;

  /** Where this test's empty database is. */
  abstract DatabaseAddress address();

  @BeforeEach
  void open() {
    database = Database.open(address());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  Accounts accounts() {
    return new JpaAccounts(database);
  }

  @Override
  Teams teams() {
    return new JpaTeams(database);
  }

  @Override
  RevokedTokens revokedTokens() {
    return new JpaRevokedTokens(database);
  }

  @Test
  @DisplayName("[ACC5] An account with the longest of everything is there after a restart, and its keys have room")
  void restart() {
    Username username = Username.of("ΐ".repeat(Username.MAX_LENGTH)).orElseThrow();
    EmailAddress email = EmailAddress.of("ŉ".repeat(30) + "@" + ("ŉ".repeat(30) + ".").repeat(3) + "ŉ".repeat(2)).orElseThrow();
    Accounts.Draft draft = new Accounts.Draft(new UserId("x".repeat(UserId.MAX_LENGTH)), email, username,
        "n".repeat(Account.MAX_FULL_NAME_LENGTH), new TeamName("ΐ".repeat(TeamName.MAX_LENGTH)), "t".repeat(64), true,
        "h".repeat(100), 1, 2);
    Account made = ((Accounts.Creation.Made) accounts().create(draft)).account();
    revokedTokens().add("j".repeat(80), Long.MAX_VALUE);
    database.close();
    open();
    assertEquals(Optional.of(made), accounts().find(email));
    assertEquals(Optional.of(made), accounts().find(username));
    assertTrue(revokedTokens().contains("j".repeat(80)));
  }
}
