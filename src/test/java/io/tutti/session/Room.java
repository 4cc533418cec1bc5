package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session for tests: state, log, a clock to set, and who has a connection. Confined to one test. */
final class Room {

  static final UserId ANN = new UserId("ann");
  static final UserId BOB = new UserId("bob");
  static final UserId CID = new UserId("cid");

  final SessionState state;
  final List<Entry> log = new ArrayList<>();
  final Set<UserId> here = new HashSet<>();
  long now = 1_000_000;

  Room(SessionDescription description) {
    this(new SessionState(description));
  }

  Room(SessionState state) {
    this.state = state;
  }

  static Room fresh() {
    return new Room(described(Role.EDITOR, null));
  }

  /** A session of the Trivector parameters, in which Ann (host) and Bob and Cid (editors) are. */
  static Room ofThree() {
    Room room = fresh();
    room.join(person(ANN));
    room.join(person(BOB));
    room.join(person(CID));
    return room;
  }

  static SessionDescription described(Role defaultRole, @Nullable UserId creator) {
    return new SessionDescription(new SessionId("room"), null, null, ParameterSchema.trivector(), defaultRole,
        SessionDescription.Visibility.PRIVATE, SessionDescription.Durability.STRICT, creator, creator != null, 500, null, 0);
  }

  static Member person(UserId id) {
    return new Member(id, "Name of " + id, "#123456", Role.EDITOR, true, false);
  }

  static Member guest(UserId id) {
    return new Member(id, "Guest " + id, "#123456", Role.EDITOR, true, true);
  }

  Decision decide(@Nullable UserId actor, Command command) {
    return Sequencer.decide(state, actor, command, now);
  }

  /** Decides and applies. */
  Decision wish(@Nullable UserId actor, Command command) {
    return wish(actor, command, null, null);
  }

  Decision wish(@Nullable UserId actor, Command command, @Nullable ClientId client, @Nullable String ref) {
    Decision decision = decide(actor, command);
    if (decision instanceof Decision.Accepted accepted) {
      accepted.events().forEach(event -> apply(event, actor, client, ref));
    }
    return decision;
  }

  void apply(Event event, @Nullable UserId actor, @Nullable ClientId client, @Nullable String ref) {
    Entry entry = new Entry(state.seq() + 1, now, actor, client, ref, event);
    state.apply(entry);
    log.add(entry);
  }

  List<Event> join(Member member) {
    List<Event> events = events(wish(null, new Command.Join(member, Set.copyOf(here), Standing.LINK)));
    here.add(member.id());
    return events;
  }

  List<Event> leave(UserId user) {
    here.remove(user);
    return events(wish(null, new Command.Leave(user)));
  }

  Decision update(UserId user, String name, double value) {
    return wish(user, new Command.UpdateParameters(Map.of(name, value), null));
  }

  static List<Event> events(Decision decision) {
    return assertInstanceOf(Decision.Accepted.class, decision).events();
  }

  static List<Decision.Question> questions(Decision decision) {
    return assertInstanceOf(Decision.Accepted.class, decision).questions();
  }

  static Decision.Rejected rejection(Decision decision) {
    return assertInstanceOf(Decision.Rejected.class, decision);
  }
}
