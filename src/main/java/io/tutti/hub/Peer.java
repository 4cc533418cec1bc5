package io.tutti.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as a session sees it. The session calls from its mailbox, one call at a time, but for a refusal or an end
 * because the mailbox is full or not to be had, which come in the thread that asked. An implementation must not block or
 * throw, and decides itself what happens when its reader is slow.
 */
public interface Peer {

  /** Something happened in the session. */
  void show(Published event);

  /** Something is to be seen at this moment; it may be dropped where the reader is slow. */
  void sense(List<Sensed> signals);

  /**
   * Everything that everybody is shown at this moment; as {@link #sense(List)}, but a dialect may put it together.
   *
   * @return about how many single messages the work is worth, at least 0
   */
  default int sense(Glimpse glimpse) {
    sense(glimpse.signals());
    return glimpse.signals().size();
  }

  /** Something is told to this connection only. */
  void tell(Notice notice);

  /** The network address that the connection comes from; null where it is not known. */
  default @Nullable String address() {
    return null;
  }

  /** The connection is to be closed, after what was shown and told before. */
  void end(Ending ending);
}
