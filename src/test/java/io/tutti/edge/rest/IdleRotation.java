package io.tutti.edge.rest;

import io.tutti.session.KeyRotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rotation that begins where there is a key, and never gets any further. Thread-safe. */
final class IdleRotation implements KeyRotation {

  private @Nullable String key;
  private State state = State.IDLE;

  synchronized void use(String name) {
    key = name;
  }

  @Override
  public synchronized boolean begin() {
    if (key == null || state == State.RUNNING) {
      return false;
    }
    state = State.RUNNING;
    return true;
  }

  @Override
  public synchronized Progress progress() {
    return new Progress(key, state, 2, Map.of("events", 7L), null);
  }
}
