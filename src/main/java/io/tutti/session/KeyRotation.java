package io.tutti.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals anew what is stored plain or under an older key than the first one (rule SEAL7), beside everything else that goes on.
 * Implementations are thread-safe.
 */
public interface KeyRotation {

  /** Where it stands. */
  enum State { IDLE, RUNNING, DONE, FAILED }

  /**
   * How far a rotation is, or the last one went; all of it zero where there was none.
   *
   * @param key the name of the key that seals; null where there is none
   * @param sessions how many sessions are done
   * @param sealed how many values of each kind were sealed anew
   * @param failure what went wrong, for operators; null where nothing did. What was sealed stays so, and the next begins with the rest
   */
  record Progress(@Nullable String key, State state, long sessions, Map<String, Long> sealed, @Nullable String failure) {

    /** Keeps an unmodifiable copy. */
    public Progress {
      sealed = Map.copyOf(sealed);
    }
  }

  /** Begins one; false where one is running or there is no key. */
  boolean begin();

  Progress progress();
}
