package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.json.JsonText;
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
final class Onlooker {

  private static final int MAX_REMEMBERED = 10_000;

  private final DocumentId document;
  private final Member self;
  private final ClientId client;
  private final Seat seat;
  private final PeerConnection out;
  /** Who was last shown in this document: when such a one goes elsewhere, or away, that is to be seen. */
  private final Map<ClientId, Presence> here = new HashMap<>(0);
  /** Somebody in the document: by cursor or selection, by viewport, or both. */
  private record Presence(UserId user, boolean placed, boolean views) {

    Presence after(Look look) {
      return new Presence(user, look.isPlacedHere() || (placed && !look.isPlacedElsewhere()),
          look.viewsHere() || (views && !look.viewsElsewhere()));
    }

    boolean isHere() {
      return placed || views;
    }
  }

  private boolean asked;
  private boolean watches;

  Onlooker(DocumentId document, Member self, ClientId client, Seat seat, PeerConnection out) {
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
            .filter(seen -> !isSelf(seen) && look(seen).isHere()).toList();
        Map<UserId, String> names = new HashMap<>();
        sightings.forEach(seen -> names.put(seen.user(), room.state().nameOf(seen.user()).orElse("")));
        return new Snapshot(sightings, names);
      }, this::begin, null);
    }
  }

  /** Who is in the document, with their names. */
  private record Snapshot(List<Sighting> sightings, Map<UserId, String> names) {}

  private Look look(Sighting seen) {
    return Look.of(document.document(), new Change(seen.status(), seen.aspects()));
  }

  private boolean isSelf(Sighting sighting) {
    return sighting.user().equals(self.id()) && sighting.client().equals(client);
  }

  private void begin(Snapshot snapshot) {
    watches = true;
    snapshot.sightings().forEach(seen -> remember(seen.client(), seen.user(), look(seen)));
    out.answer(List.of(ServerFrames.frame("presence_snapshot", document, generator -> {
      generator.writeStartArray("users");
      snapshot.sightings().forEach(seen -> {
        Look look = look(seen);
        generator.writeStartObject();
        look.person(generator, seen.client(), seen.user());
        if (!look.isNamed()) {
          generator.write("name", snapshot.names().getOrDefault(seen.user(), ""));
        }
        look.members(generator);
        generator.writeEnd();
      });
      generator.writeEnd();
    })));
  }

  /** Whoever is in the document, seen so, is remembered; whoever is not any more is forgotten. */
  private void remember(ClientId seen, UserId user, Look look) {
    Presence now = here.getOrDefault(seen, new Presence(user, false, false)).after(look);
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
      if (!isOwn.test(sensed) && sensed.signal() instanceof Signal.Appearance appearance) {
        Look look = Look.of(document.document(), appearance.change());
        boolean wasHere = here.containsKey(appearance.client());
        if (appearance.left()) {
          here.remove(appearance.client());
        } else {
          remember(appearance.client(), appearance.user(), look);
        }
        if (appearance.left() && wasHere) {
          frames.add(gone(appearance.client(), appearance.user()));
        } else if (look.isWorthSaying() && (look.isHere() || wasHere)) {
          frames.add(sensed.rendering(document.form(), signal -> frame(look, appearance)));
        }
      }
    }
    if (!frames.isEmpty()) {
      out.signalAll(frames);
    }
  }

  private String frame(Look look, Signal.Appearance appearance) {
    return ServerFrames.frame("presence_update", document, generator -> {
      look.person(generator, appearance.client(), appearance.user());
      look.members(generator);
    });
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
    return ServerFrames.frame("presence_update", document, generator -> {
      generator.write("client_id", client.value()).write("user_id", user.value());
      JsonText.member(generator, "cursor", null);
      JsonText.member(generator, "selection", null);
      generator.write("status", "away");
    });
  }
}
