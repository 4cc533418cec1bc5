package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.websocket.PeerConnection;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.presence.Change;
import io.tutti.presence.Sighting;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one connection shows of itself and sees of the others in its document (rules CE20–CE23): nothing, until it has shown
 * something itself. Confined to the session's mailbox, but for {@link #present}, which the client's thread calls.
 */
final class DocumentPresence {

  private static final int MAX_REMEMBERED = 10_000;

  private final DocumentId document;
  private final Member self;
  private final ClientId client;
  private final Seat seat;
  private final PeerConnection out;
  /** Who was last shown in this document: when such a one goes elsewhere, or away, that is to be seen. */
  private final Map<ClientId, Whereabouts> here = new HashMap<>(0);
  /** Somebody in the document: by cursor or selection, by viewport, or both. */
  private record Whereabouts(UserId user, boolean positioned, boolean views) {

    Whereabouts after(DocumentAppearance now) {
      return new Whereabouts(user, now.isPositionedHere() || (positioned && !now.isPositionedElsewhere()),
          now.viewsHere() || (views && !now.viewsElsewhere()));
    }

    boolean isHere() {
      return positioned || views;
    }
  }

  private boolean asked;
  private boolean watches;

  DocumentPresence(DocumentId document, Member self, ClientId client, Seat seat, PeerConnection out) {
    this.document = document;
    this.self = self;
    this.client = client;
    this.seat = seat;
    this.out = out;
  }

  void present(Change change) {
    seat.signal(new Signal.Appearance(self.id(), client, change));
    if (!asked) {
      asked = true;
      seat.ask(room -> {
        List<Sighting> sightings = room.signals().sightings(document.document()).stream()
            .filter(seen -> !isSelf(seen) && appearance(seen).isHere()).toList();
        Map<UserId, String> names = new HashMap<>();
        sightings.forEach(seen -> names.put(seen.user(), room.state().nameOf(seen.user()).orElse("")));
        return new Snapshot(sightings, names);
      }, this::begin, null);
    }
  }

  /** Who is in the document, with their names. */
  private record Snapshot(List<Sighting> sightings, Map<UserId, String> names) {}

  private DocumentAppearance appearance(Sighting seen) {
    return DocumentAppearance.of(document.document(), new Change(seen.status(), seen.aspects()));
  }

  private boolean isSelf(Sighting sighting) {
    return sighting.user().equals(self.id()) && sighting.client().equals(client);
  }

  private void begin(Snapshot snapshot) {
    watches = true;
    snapshot.sightings().forEach(seen -> remember(seen.client(), seen.user(), appearance(seen)));
    List<ServerMessage.Person> people = snapshot.sightings().stream().map(seen -> person(seen, snapshot)).toList();
    out.answer(List.of(ServerMessageEncoder.text(new ServerMessage.PresenceSnapshot(document, people))));
  }

  private ServerMessage.Person person(Sighting seen, Snapshot snapshot) {
    DocumentAppearance appearance = appearance(seen);
    String name = appearance.isNamed() ? null : snapshot.names().getOrDefault(seen.user(), "");
    return new ServerMessage.Person(seen.client(), seen.user(), name, appearance);
  }

  /** Whoever is in the document, seen so, is remembered; whoever is not any more is forgotten. */
  private void remember(ClientId seen, UserId user, DocumentAppearance appearance) {
    Whereabouts now = here.getOrDefault(seen, new Whereabouts(user, false, false)).after(appearance);
    if (!now.isHere()) {
      here.remove(seen);
    } else if (here.size() < MAX_REMEMBERED || here.containsKey(seen)) {
      here.put(seen, now);
    }
  }

  void sense(List<Sensed> signals, Predicate<Sensed> isOwn) {
    if (!watches) {
      return;
    }
    List<String> frames = new ArrayList<>();
    for (Sensed sensed : signals) {
      if (!isOwn.test(sensed) && sensed.signal() instanceof Signal.Appearance signal) {
        DocumentAppearance appearance = DocumentAppearance.of(document.document(), signal.change());
        boolean wasHere = here.containsKey(signal.client());
        if (signal.left()) {
          here.remove(signal.client());
        } else {
          remember(signal.client(), signal.user(), appearance);
        }
        if (signal.left() && wasHere) {
          frames.add(gone(signal.client(), signal.user()));
        } else if (appearance.isWorthSaying() && (appearance.isHere() || wasHere)) {
          // A signal is another message in each document, and under each of its names.
          frames.add(sensed.rendering(document, each -> ServerMessageEncoder.text(new ServerMessage.PresenceUpdate(
              document, new ServerMessage.Person(signal.client(), signal.user(), null, appearance)))));
        }
      }
    }
    if (!frames.isEmpty()) {
      out.signalAll(frames);
    }
  }

  /** Whoever leaves the session is no longer in the document. */
  void show(Published published) {
    if (!here.isEmpty() && published.entry().event() instanceof Event.Left left) {
      List<ClientId> gone = here.entrySet().stream()
          .filter(seen -> seen.getValue().user().equals(left.user())).map(Map.Entry::getKey).toList();
      here.keySet().removeAll(gone);
      gone.forEach(seen -> out.signal(gone(seen, left.user())));
    }
  }

  private String gone(ClientId client, UserId user) {
    return ServerMessageEncoder.text(new ServerMessage.PresenceGone(document, client, user));
  }
}
