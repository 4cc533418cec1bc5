package io.tutti.hub;

import io.tutti.session.Command;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Does in time what a session itself wishes: conflicts run out, turns end, documents are compacted in a quiet moment. What is due, and
 * when, the session's features say. While nothing can be stored, it waits (rule STORE1). Confined to the session's mailbox.
 */
final class Upkeep {

  /** How soon it is tried again while nothing can be stored. */
  private static final long PAUSE_MILLIS = 1_000;

  private final LiveSession session;
  private final HubPorts ports;
  /** Commands of the session's own that wait for the storage; each once, so that there are no more than members and kinds. */
  private final Set<Command> postponed = new LinkedHashSet<>(0);
  private long looksAt = Long.MAX_VALUE;

  Upkeep(LiveSession session, HubPorts ports) {
    this.session = session;
    this.ports = ports;
  }

  /** Carries out a command of the session's own, now or once something can be stored again. */
  void carryOut(Command command) {
    if (!StoragePause.isOn(ports)) {
      session.pipeline().decide(Request.ofServer(command));
    } else if (postponed.add(command) && postponed.size() == 1) {
      later(this::catchUp, PAUSE_MILLIS);
    }
  }

  private void catchUp() {
    List<Command> waiting = List.copyOf(postponed);
    postponed.clear();
    waiting.stream().filter(command -> !isOutdated(command)).forEach(this::carryOut);
  }

  /** Who was to leave may have come back. */
  private boolean isOutdated(Command command) {
    return command instanceof Command.Leave leave && session.company().has(leave.user());
  }

  /** Something happened in the session: does what it wishes for that at once, and looks after it later, if need be. */
  void watch() {
    session.state().takeWish().ifPresent(this::carryOut);
    long due = session.state().nextDue();
    if (due < looksAt) {
      looksAt = due;
      later(this::look, Math.max(1, due - now() + 1));
    }
  }

  private void look() {
    looksAt = Long.MAX_VALUE;
    session.state().takeDue(now()).forEach(this::carryOut);
    watch();
  }

  /** While nothing can be stored, a task that is due at once stays due: it is not to be tried a thousand times a second. */
  private void later(Runnable task, long delayMillis) {
    long delay = StoragePause.isOn(ports) ? Math.max(delayMillis, PAUSE_MILLIS) : delayMillis;
    ports.scheduler().schedule(() -> session.runSurely(() -> {
      if (!session.isEnded()) {
        task.run();
      }
    }), delay, TimeUnit.MILLISECONDS);
  }

  private long now() {
    return ports.nowMillis().getAsLong();
  }
}
