package io.tutti.hub;

import io.tutti.identity.ErrorCode;
import io.tutti.session.Decision;
import io.tutti.session.Journal;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What becomes of commands while the journal is known to take nothing: they are refused before anything is decided, so that no
 * session has to be thrown away for them (rule STORE1). Thread-safe: holds nothing.
 */
final class StoragePause {

  private StoragePause() {}

  /** What {@code sequencer} decides, unless it could not be stored. */
  static Decision judge(Journal journal, Supplier<Decision> sequencer) {
    String refusal = journal.refusal();
    return refusal == null ? sequencer.get() : new Decision.Rejected(ErrorCode.UNAVAILABLE, refusal, Map.of());
  }

  /** Whether nothing can be stored at the moment. */
  static boolean isOn(HubPorts ports) {
    return ports.journal().refusal() != null;
  }
}
