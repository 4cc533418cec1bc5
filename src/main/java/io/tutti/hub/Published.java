package io.tutti.hub;

import io.tutti.session.Entry;
import io.tutti.session.SessionState;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An entry on its way to every connection of a session. Each dialect renders it once, whatever the number of its readers.
 * Confined to the session's mailbox.
 */
public final class Published {

  private final Entry entry;
  private final @Nullable Peer origin;
  private final SessionState state;
  private final Supplier<Notice.Attendance> attendance;
  private final Renderings renderings = new Renderings();

  /** {@code state} and {@code attendance}: the session as it is, which may be ahead of the entry. */
  Published(Entry entry, @Nullable Peer origin, SessionState state, Supplier<Notice.Attendance> attendance) {
    this.entry = entry;
    this.origin = origin;
    this.state = state;
    this.attendance = attendance;
  }

  public Entry entry() {
    return entry;
  }

  /** Whether {@code peer}'s command caused the entry. */
  public boolean isCausedBy(Peer peer) {
    return origin == peer;
  }

  /** The session as it is now, which may be ahead of the entry; good only while it is shown, and not to be changed. */
  public SessionState state() {
    return state;
  }

  /** The connections of those who are here now. */
  public Notice.Attendance attendance() {
    return attendance.get();
  }

  /** The rendering of the entry in {@code dialect}, made by {@code render} at the first call. */
  public <F> F rendering(Object dialect, Function<Entry, F> render) {
    return renderings.of(dialect, () -> render.apply(entry));
  }
}
