package io.tutti.hub;

import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.SessionDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a session comes into memory, from what is stored, or new where that is allowed. Thread-safe. */
final class SessionLoading {

  private final HubPorts ports;
  private final long conflictWindowMillis;
  private final long startedAt;

  SessionLoading(HubPorts ports, long conflictWindowMillis) {
    this.ports = ports;
    this.conflictWindowMillis = conflictWindowMillis;
    this.startedAt = ports.nowMillis().getAsLong();
  }

  /** Opens {@code session}, or lets it fail. Blocks. {@code create}: where there is none, and none was deleted lately, makes it,
   * called {@code title} (null for nothing). */
  void load(LiveSession session, boolean create, @Nullable String title) {
    try {
      Optional<Journal.Opened> opened = ports.journal().open(session.id());
      boolean deleted = opened.isEmpty() && ports.journal().isDeleted(session.id());
      if (opened.isEmpty() && create && !deleted) {
        ports.journal().create(
            SessionDescription.onJoining(session.id(), title, conflictWindowMillis, ports.nowMillis().getAsLong()));
        opened = ports.journal().open(session.id());
      }
      if (opened.isPresent()) {
        session.begin(current(opened.get()));
      } else {
        session.fail(deleted ? Ending.DELETED : Ending.NO_SUCH_SESSION);
      }
    } catch (RuntimeException | Error e) {
      ports.incidents().sessionFailed(session.id(), "it could not be loaded", e);
      session.fail(Ending.UNAVAILABLE);
    }
  }

  /**
   * A session under the id that its log has from now on (rule LOGID3). What a relaxed one has shown may have been lost with an
   * earlier process: unless something was stored since this one began, its log goes on under another id.
   */
  private Journal.Opened current(Journal.Opened opened) {
    SessionDescription description = opened.description();
    List<Entry> tail = opened.tail();
    long storedAt = tail.isEmpty() ? description.createdAt() : tail.get(tail.size() - 1).at();
    if (description.durability() == SessionDescription.Durability.STRICT || storedAt >= startedAt) {
      return opened;
    }
    return new Journal.Opened(description.withLog(ports.journal().renew(description.id())), opened.snapshot(), tail);
  }
}
