package io.tutti.contract;

import io.tutti.access.Invites;

/** The twin in memory is like the others. */
class MemoryInvitesTest extends InvitesContract {

  private final MemoryInvites invites = new MemoryInvites();

  @Override
  Invites invites() {
    return invites;
  }
}
