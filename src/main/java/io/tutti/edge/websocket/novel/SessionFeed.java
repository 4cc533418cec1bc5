package io.tutti.edge.websocket.novel;

import io.tutti.edge.websocket.PeerConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection is shown of its session, in order: the state comes first, and what happened while it was made follows (rule
 * NE6). Confined to the session's mailbox.
 */
final class SessionFeed {

  private static final int MAX_WAITING = 1_000;

  private final PeerConnection out;
  private final List<String> waiting = new ArrayList<>(0);
  private boolean synced;

  SessionFeed(PeerConnection out) {
    this.out = out;
  }

  /** Whether the client has the session's state. */
  boolean isSynced() {
    return synced;
  }

  /** Shows the state, and what has waited for it. */
  void begin(String state) {
    synced = true;
    List<String> frames = new ArrayList<>(List.of(state));
    frames.addAll(waiting);
    waiting.clear();
    out.answer(frames);
  }

  /** Shows something that has happened; false where more happens than can wait for the state. */
  boolean show(String frame) {
    if (synced) {
      out.send(frame);
      return true;
    }
    return waiting.size() < MAX_WAITING && waiting.add(frame);
  }
}
