package io.tutti.hub;

import io.tutti.session.Entry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An entry on its way to every connection of a session. Each dialect renders it once, whatever the number of its readers.
 * Confined to the session's mailbox.
 */
public final class Published {

  private final Entry entry;
  private final @Nullable Peer origin;
  private final Renderings renderings = new Renderings();

  Published(Entry entry, @Nullable Peer origin) {
    this.entry = entry;
    this.origin = origin;
  }

  public Entry entry() {
    return entry;
  }

  /** Whether {@code peer}'s command caused the entry. */
  public boolean isCausedBy(Peer peer) {
    return origin == peer;
  }

  /** The rendering of the entry in {@code dialect}, made by {@code render} at the first call. */
  public <F> F rendering(Object dialect, Function<Entry, F> render) {
    return renderings.of(dialect, () -> render.apply(entry));
  }
}
