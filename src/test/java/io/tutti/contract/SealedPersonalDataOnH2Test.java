package io.tutti.contract;

import io.tutti.edge.sealing.Seal;

/** [SEAL1] One person in tables whose content is sealed: is found, given and erased as ever. */
class SealedPersonalDataOnH2Test extends JpaPersonalDataOnH2Test {

  @Override
  Seal seal() {
    return SealedStorageTest.SEAL;
  }
}
