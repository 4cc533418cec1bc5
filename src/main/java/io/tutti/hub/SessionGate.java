package io.tutti.hub;

import io.tutti.identity.Caller;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AccessRules;
import io.tutti.session.Command;
import io.tutti.session.Journal;
import io.tutti.session.Member;
import io.tutti.session.MessageSearch;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionState;
import io.tutti.session.Standing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one way to sessions from outside the hub: whoever enters, reads, lists, searches or changes one says who it is and what for,
 * and gets what it may have, or an answer as if there were no such session. What {@link AccessRules} say is asked here and nowhere else
 * beside the log's own deciding. Thread-safe.
 */
public final class SessionGate {

  private final SessionHub hub;
  private final HubPorts ports;

  public SessionGate(SessionHub hub) {
    this.hub = hub;
    this.ports = hub.ports();
  }

  // ---- one session ----

  /** Lets {@code caller} at the session for {@code purpose}, or not. Blocks. */
  public Entrance enter(SessionId id, Caller caller, Purpose purpose) {
    return hub.find(id, room -> judged(room.state(), caller, purpose)).map(found -> answer(id, caller, found))
        .orElseGet(Entrance.Hidden::new);
  }

  private enum Ruling { OPEN, FORBIDDEN, HIDDEN }

  private static Ruling judged(SessionState state, Caller caller, Purpose purpose) {
    if (purpose.isGranted(state, caller)) {
      return Ruling.OPEN;
    }
    return purpose == Purpose.GOVERN && Purpose.READ.isGranted(state, caller) ? Ruling.FORBIDDEN : Ruling.HIDDEN;
  }

  private Entrance answer(SessionId id, Caller caller, SessionHub.Found<Ruling> found) {
    return switch (found.answer()) {
      case OPEN -> new Entrance.Open(new SessionAccess(hub, ports, id, caller, found.stored()));
      case FORBIDDEN -> new Entrance.Forbidden();
      case HIDDEN -> new Entrance.Hidden();
    };
  }

  /** The same for who has no use for a reason: empty where the caller is not let in. */
  public Optional<SessionAccess> open(SessionId id, Caller caller, Purpose purpose) {
    return enter(id, caller, purpose) instanceof Entrance.Open open ? Optional.of(open.access()) : Optional.empty();
  }

  /** Lets a newcomer in for as long as its connection lasts, see {@link SessionHub#join}. */
  public Seat join(SessionId id, Newcomer newcomer, Peer peer) {
    return hub.join(id, newcomer, peer);
  }

  /** Whether {@link #join} would let {@code newcomer} into a session that exists. Blocks. */
  public boolean wouldAdmit(SessionId id, Member newcomer, Standing standing) {
    return hub.look(id, room -> AccessRules.admitted(room.state(), newcomer, standing).isPresent()).orElse(false);
  }

  /** Whether the hosts of a session are to hear of {@code user} at all: there is one, and they have not banned it. Blocks. */
  public boolean isHeard(SessionId id, UserId user) {
    return hub.look(id, room -> !room.state().isBanned(user)).orElse(false);
  }

  /** Tells every host who has a connection to the session; whoever says so hears nothing of it. */
  public void tellHosts(SessionId id, Notice notice) {
    hub.tellHosts(id, notice);
  }

  /** Whether a session of that id was deleted lately and none was made since (rule LOGID5). Blocks. */
  public boolean wasDeleted(SessionId id) {
    return hub.isDeleted(id);
  }

  // ---- new ones ----

  /** Whether {@code caller} may make such a session: nobody puts one into a team but its members (rule TEAM10). */
  public boolean mayCreate(SessionDescription description, Caller caller) {
    String team = Profile.of(description).text(ProfileField.TEAM);
    return team == null || caller.isIn(team);
  }

  /**
   * Makes a session, false where its id is taken.
   *
   * @throws IllegalArgumentException where the caller may not make it, see {@link #mayCreate}
   */
  public boolean create(SessionDescription description, Caller caller) {
    requireMayCreate(description, caller);
    return hub.create(description);
  }

  private void requireMayCreate(SessionDescription description, Caller caller) {
    if (!mayCreate(description, caller)) {
      throw new IllegalArgumentException("only a member puts a session into a team");
    }
  }

  /** Makes an empty session, to be filled; empty where its id is taken. See {@link #create}. */
  public Optional<NewSession> begin(SessionDescription description, Caller caller) {
    requireMayCreate(description, caller);
    return ports.journal().create(description)
        ? Optional.of(new NewSession(ports.journal(), description.id())) : Optional.empty();
  }

  /** Carries out a first command in a session that its creator made this moment; the session goes again where that is refused. */
  public Outcome start(SessionId made, Origin creator, Command command) {
    Outcome outcome = hub.perform(made, creator, command)
        .orElseGet(() -> new Outcome.Refused(ErrorCode.NOT_FOUND, "The session has gone", Map.of()));
    if (outcome instanceof Outcome.Refused) {
      hub.delete(made);
    }
    return outcome;
  }

  // ---- many ----

  /** The sessions that have a connection and that {@code caller} finds, by id, after {@code after} (null: from the first). Blocks. */
  public Stream<SessionAccess> active(Caller caller, @Nullable SessionId after) {
    return hub.active().stream()
        .filter(id -> after == null || id.compareTo(after) > 0)
        .flatMap(id -> open(id, caller, Purpose.FIND).stream());
  }

  /** Whether the session has a connection. */
  public boolean isActive(SessionAccess access) {
    return hub.isActive(access.id());
  }

  /** The sessions that {@code caller} finds, by id, after {@code after} (null: from the first), at most {@code limit}. Blocks. */
  public List<Journal.Summary> list(Caller caller, @Nullable SessionId after, int limit) {
    return ports.journal().list(caller, after, limit);
  }

  /** A search in the {@code limit} sessions that {@code user} joined last and may still read. Blocks. */
  public MessageSearch search(UserId user, Caller caller, int limit) {
    Set<SessionId> own = new LinkedHashSet<>();
    for (SessionId session : ports.archive().sessionsOf(user, limit)) {
      if (open(session, caller, Purpose.READ).isPresent()) {
        own.add(session);
      }
    }
    return new MessageSearch(ports.archive(), own);
  }

  // ---- the server ----

  /** How much is in memory now. */
  public SessionHub.Status status() {
    return hub.status();
  }

  /** How many people are in the sessions that have a connection, and how many of them are active. Immutable. */
  public record Census(long people, long active) {}

  /** Counts who is there in all sessions, and names nobody. Blocks. */
  public Census census() {
    long people = 0;
    long active = 0;
    for (SessionId id : hub.active()) {
      Census here = hub.look(id, SessionGate::census).orElse(new Census(0, 0));
      people += here.people();
      active += here.active();
    }
    return new Census(people, active);
  }

  private static Census census(Seat.Room room) {
    Notice.Attendance attendance = room.attendance();
    List<UserId> here = room.state().members().stream().map(member -> member.id())
        .filter(user -> attendance.connections().containsKey(user)).toList();
    return new Census(here.size(), here.stream().filter(user -> attendance.statusOf(user).equals("active")).count());
  }

  /**
   * Has a session leave memory and does {@code work} on what is stored of it, for the erasure of a person. See
   * {@link SessionHub#rewrite}.
   */
  public boolean rewrite(SessionId id, Runnable work) {
    return hub.rewrite(id, work);
  }
}
