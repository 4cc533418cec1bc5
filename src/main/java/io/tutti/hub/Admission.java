package io.tutti.hub;

import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.LogIdentity;
import io.tutti.session.Member;
import io.tutti.session.Sequencer;
import io.tutti.session.SessionView;
import io.tutti.session.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One newcomer's way in: what it has missed is fetched first where it is no longer in memory, then it joins, is welcomed,
 * gets what it missed, and from then on hears everything, without a gap and without a repetition. Confined to the session's
 * mailbox.
 */
final class Admission {

  private static final int MAX_FETCHES = 3;

  private final LiveSession session;
  private final HubPorts ports;
  private final int replayLimit;
  private final Newcomer newcomer;
  private final Peer peer;
  private final ConnectionSeat seat;
  private final List<Entry> fetched = new ArrayList<>();
  private int fetches;
  private boolean reset;

  Admission(
      LiveSession session, HubPorts ports, int replayLimit, Newcomer newcomer, Peer peer, ConnectionSeat seat) {
    this.session = session;
    this.ports = ports;
    this.replayLimit = replayLimit;
    this.newcomer = newcomer;
    this.peer = peer;
    this.seat = seat;
  }

  /** Goes as far as it can; ends with the newcomer's joining, now or after what it missed has been fetched. */
  void proceed() {
    Long lastSeen = newcomer.lastSeenSeq();
    String logId = newcomer.logId();
    LogIdentity log = session.state().description().log();
    if (logId != null && !logId.equals(log.id())) {
      reset = true;
    } else if (logId != null && lastSeen != null && lastSeen > session.state().seq()) {
      reset = true;
      if (session.renewal().isPossible() && isAdmissible()) {
        session.renewal().begin(() -> join(true), () -> peer.end(Ending.UNAVAILABLE));
        return;
      }
    }
    if (reset) {
      join(true);
    } else if (lastSeen == null) {
      join(false);
    } else {
      catchUp(lastSeen);
    }
  }

  private void catchUp(long lastSeen) {
    long from = fetched.isEmpty() ? lastSeen : fetched.get(fetched.size() - 1).seq();
    boolean tooMuch = session.state().seq() - lastSeen > replayLimit || lastSeen > session.state().seq();
    if (tooMuch || fetches > MAX_FETCHES) {
      join(true);
    } else if (session.state().tail().reachesBackTo(from)) {
      join(false);
    } else {
      fetch(from);
    }
  }

  private boolean isAdmissible() {
    Set<UserId> here = session.company().attendance().connections().keySet();
    Command join = new Command.Join(newcomer.amid(here), here, standing());
    return Sequencer.decide(session.state(), null, join, session.state().lastAt()) instanceof Decision.Accepted;
  }

  private void fetch(long from) {
    fetches++;
    session.expect(1);
    long to = session.outputs().stored();
    ports.storage().execute(() -> {
      Optional<List<Entry>> missed = read(from, to);
      session.runSurely(() -> {
        session.expect(-1);
        if (session.isEnded() || missed.isEmpty()) {
          peer.end(Ending.UNAVAILABLE);
        } else if (!missed.get().isEmpty() && missed.get().get(0).seq() == from + 1) {
          fetched.addAll(missed.get());
          proceed();
        } else {
          join(true);
        }
      });
    });
  }

  /** The stored entries after {@code from}; empty where they could not be read. */
  private Optional<List<Entry>> read(long from, long to) {
    try {
      return Optional.of(ports.journal().read(session.id(), from + 1, to, replayLimit));
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "what a client missed could not be read", e);
      return Optional.empty();
    }
  }

  /** {@code whole}: with the whole state in place of a replay. */
  private void join(boolean whole) {
    if (seat.isLeft()) {
      return;
    }
    if (StoragePause.isOn(ports)) {
      seat.refused();
      peer.end(Ending.UNAVAILABLE);
      return;
    }
    long seqBefore = session.state().seq();
    Set<UserId> here = session.company().attendance().connections().keySet();
    Member coming = newcomer.amid(here);
    UserId user = coming.id();
    Place place = session.company().take(peer, user, newcomer.client());
    // Before the joining, which may push the oldest of them out of memory.
    List<Entry> replay = whole ? new ArrayList<>() : missed(newcomer.lastSeenSeq());
    Optional<List<Entry>> joined = session.pipeline().letIn(new Command.Join(coming, here, standing()));
    if (joined.isEmpty()) {
      session.company().forget(peer);
      seat.refused();
      Ending refusal = session.state().isBanned(user) ? Ending.BANNED : Ending.NOT_ALLOWED;
      session.outputs().say(seqBefore, () -> peer.end(refusal));
      return;
    }
    List<Entry> joining = joined.get();
    if (!whole && newcomer.lastSeenSeq() != null) {
      joining.stream().filter(entry -> !isArrivalOf(user, entry)).forEach(replay::add);
    }
    seat.admitted(place, seqBefore);
    SessionView view = SessionView.of(session.state());
    Notice.Welcomed welcome = new Notice.Welcomed(
        view, session.company().attendance(), session.state().roleOf(user), seqBefore, replay, whole && !reset, reset);
    session.outputs().say(view.seq(), () -> {
      if (session.company().holds(peer)) {
        peer.tell(welcome);
        session.company().admit(peer);
        session.desk().comingsAndGoings();
      }
    });
    session.pipeline().settle();
    session.state().member(user).map(Member::viaTeam).ifPresent(team -> askAgain(user, team));
  }

  private Standing standing() {
    return ports.blocked().test(session.id(), peer.address()) ? newcomer.standing().fromBlockedAddress() : newcomer.standing();
  }

  /** Rule TEAM20: who left the team while on the way in was looked for in vain. */
  private void askAgain(UserId user, String team) {
    ports.storage().execute(() -> {
      if (!team.equals(ports.teamOf().apply(user))) {
        session.runSurely(() -> {
          if (!session.isEnded()) {
            session.decideForItself(new Command.LeaveTeam(user, team));
          }
        });
      }
    });
  }

  /** Everything after {@code lastSeen} up to now; nothing where the newcomer wants no replay. */
  private List<Entry> missed(@Nullable Long lastSeen) {
    List<Entry> missed = new ArrayList<>(fetched);
    if (lastSeen != null) {
      long from = missed.isEmpty() ? lastSeen : missed.get(missed.size() - 1).seq();
      missed.addAll(session.state().tail().after(from));
    }
    return missed;
  }

  /** Of the own arrival the welcome tells. */
  private static boolean isArrivalOf(UserId user, Entry entry) {
    return entry.event() instanceof Event.Joined joined && joined.member().id().equals(user);
  }
}
