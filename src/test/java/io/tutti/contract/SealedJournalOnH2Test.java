package io.tutti.contract;

import io.tutti.edge.sealing.Seal;

/** [SEAL1] The journal in tables whose content is sealed: nobody notices. */
class SealedJournalOnH2Test extends JpaJournalOnH2Test {

  @Override
  Seal seal() {
    return SealedStorageTest.SEAL;
  }
}
