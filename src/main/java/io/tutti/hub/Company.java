package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Signals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one session: who sits behind each, and which have been welcomed and so are shown things. Confined to the
 * session's mailbox, but for {@link #size}, which any thread may ask.
 */
final class Company {

  /** So many who have left are remembered with the address they came from, for the host who bans them a moment later. */
  private static final int MAX_LEFT = 100;

  private final Map<Peer, Place> places = new LinkedHashMap<>();
  private final Map<UserId, String> left = new LinkedHashMap<>(0);
  private final List<Place> readers = new ArrayList<>();
  private final Signals signals;
  private final LongSupplier nowMillis;
  private long lastNumber;
  private volatile int size;

  Company(Signals signals, LongSupplier nowMillis) {
    this.signals = signals;
    this.nowMillis = nowMillis;
  }

  /** Takes a connection in; it is shown nothing yet. */
  Place take(Peer peer, UserId user, ClientId client) {
    Place place = new Place(peer, user, client, ++lastNumber, nowMillis.getAsLong());
    places.put(peer, place);
    size = places.size();
    signals.arrive(place.number(), user, client, place.since());
    return place;
  }

  /** From now on the connection is shown what happens. */
  void admit(Peer peer) {
    Place place = places.get(peer);
    if (place != null) {
      readers.add(place);
    }
  }

  /** A connection is gone; null where it was not here. */
  @Nullable Place forget(Peer peer) {
    Place place = places.remove(peer);
    if (place != null) {
      readers.remove(place);
      size = places.size();
      signals.leave(place.number());
      remember(place);
    }
    return place;
  }

  private void remember(Place place) {
    String address = place.peer().address();
    if (address != null) {
      left.remove(place.user());
      if (left.size() == MAX_LEFT) {
        left.remove(left.keySet().iterator().next());
      }
      left.put(place.user(), address);
    }
  }

  /** From where {@code user} is here or, where it is not, was here last. */
  Set<String> addressesOf(UserId user) {
    Set<String> addresses = new LinkedHashSet<>();
    for (Peer peer : of(user)) {
      String address = peer.address();
      if (address != null) {
        addresses.add(address);
      }
    }
    String last = left.get(user);
    if (addresses.isEmpty() && last != null) {
      addresses.add(last);
    }
    return Set.copyOf(addresses);
  }

  /** Everybody is gone; gives who was here. */
  List<Peer> disperse() {
    List<Peer> peers = List.copyOf(places.keySet());
    places.values().forEach(place -> signals.leave(place.number()));
    places.clear();
    readers.clear();
    size = 0;
    return peers;
  }

  boolean holds(Peer peer) {
    return places.containsKey(peer);
  }

  @Nullable Place placeOf(Peer peer) {
    return places.get(peer);
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Whether {@code user} has a connection here. */
  boolean has(UserId user) {
    return places.values().stream().anyMatch(place -> place.user().equals(user));
  }

  /** The connections of {@code user}. */
  List<Peer> of(UserId user) {
    return places.values().stream().filter(place -> place.user().equals(user)).map(Place::peer).toList();
  }

  /** Who is shown what happens, in order of arrival; not to be changed. */
  List<Place> readers() {
    return readers;
  }

  /** How many connections there are. */
  int size() {
    return size;
  }

  /** How many connections each user has. */
  Notice.Attendance attendance() {
    return Notice.Attendance.of(places.values(), signals);
  }
}
