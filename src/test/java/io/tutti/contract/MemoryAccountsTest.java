package io.tutti.contract;

import io.tutti.access.Accounts;
import io.tutti.access.RevokedTokens;
import io.tutti.access.Teams;

/** The twins in memory are stores like the others. */
class MemoryAccountsTest extends AccountsContract {

  private final MemoryAccounts accounts = new MemoryAccounts();
  private final MemoryRevokedTokens revokedTokens = new MemoryRevokedTokens();

  @Override
  Accounts accounts() {
    return accounts;
  }

  @Override
  Teams teams() {
    return accounts;
  }

  @Override
  RevokedTokens revokedTokens() {
    return revokedTokens;
  }
}
