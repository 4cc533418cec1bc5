package io.tutti.contract;

import io.tutti.edge.sealing.Seal;

/** [SEAL1] The messages in tables whose content is sealed: they are sought and counted as ever. */
class SealedMessagesOnH2Test extends JpaMessagesOnH2Test {

  @Override
  Seal seal() {
    return SealedStorageTest.SEAL;
  }
}
