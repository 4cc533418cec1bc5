package io.tutti.contract;

import io.tutti.access.AddressBlocks;
import io.tutti.access.JoinRequests;

/** The twins in memory are stores like the others. */
class MemoryDoorKeepingTest extends DoorKeepingContract {

  private final JoinRequests requests = new MemoryJoinRequests();
  private final AddressBlocks blocks = new MemoryAddressBlocks();

  @Override
  JoinRequests requests() {
    return requests;
  }

  @Override
  AddressBlocks blocks() {
    return blocks;
  }
}
