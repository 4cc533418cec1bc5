package io.tutti.edge.websocket.novel;

import io.tutti.edge.json.PresenceJson;
import io.tutti.hub.Seat;
import io.tutti.identity.ClientId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Signal;
import io.tutti.text.Affinity;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one connection shows of itself (rules NE12–NE14). Immutable. */
record OwnPresence(Seat seat, ClientId client) {

  private static final Map<String, String> TYPING = Map.of("in", "story");

  /** Whether the client types. */
  void type(boolean isTyping) {
    show(Aspect.TYPING, isTyping ? TYPING : null);
  }

  /** Where the cursor is. Rule PRES7: a cursor that says an index in a document is mapped to the nearest anchor. */
  void point(@Nullable Object position) {
    Optional<PresenceJson.Indexed> indexed =
        PresenceJson.indexed(new Change(null, Collections.singletonMap(Aspect.CURSOR, position)));
    if (indexed.isEmpty()) {
      show(Aspect.CURSOR, position);
      return;
    }
    PresenceJson.Indexed at = indexed.get();
    seat.ask(room -> room.state().documents().anchor(
            at.document(), at.index(), at.left() ? Affinity.LEFT : Affinity.RIGHT),
        anchor -> show(Aspect.CURSOR, PresenceJson.place(at.document(), anchor)), null);
  }

  private void show(Aspect aspect, @Nullable Object value) {
    seat.signal(new Signal.Appearance(seat.user(), client, new Change(null, Collections.singletonMap(aspect, value))));
  }
}
