package io.tutti.hub;

import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionView;
import java.util.ArrayList;
import java.util.List;
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
    if (lastSeen == null) {
      join(false);
      return;
    }
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

  private void fetch(long from) {
    fetches++;
    long to = session.outputs().stored();
    ports.storage().execute(() -> {
      List<Entry> missed;
      try {
        missed = ports.journal().read(session.id(), from + 1, to, replayLimit);
      } catch (RuntimeException e) {
        ports.incidents().sessionFailed(session.id(), "what a client missed could not be read", e);
        peer.tell(LiveSession.unavailable(null));
        peer.end(Ending.UNAVAILABLE);
        return;
      }
      boolean complete = !missed.isEmpty() && missed.get(0).seq() == from + 1;
      boolean running = session.run(() -> {
        if (session.isEnded()) {
          peer.end(Ending.UNAVAILABLE);
        } else if (complete) {
          fetched.addAll(missed);
          proceed();
        } else {
          join(true);
        }
      });
      if (!running) {
        peer.end(Ending.UNAVAILABLE);
      }
    });
  }

  private void join(boolean truncated) {
    if (seat.isLeft()) {
      return;
    }
    long seqBefore = session.state().seq();
    Set<UserId> here = session.attendance().connections().keySet();
    UserId user = newcomer.member().id();
    session.take(peer, new Place(peer, user, newcomer.client()));
    session.decide(null, null, new Command.Join(newcomer.member(), here), null,
        rejected -> peer.tell(LiveSession.refusal(rejected, null)), (seq, changed, questions) -> {});
    List<Entry> replay = truncated ? List.of() : missed(newcomer.lastSeenSeq(), seqBefore);
    SessionView view = session.view();
    Notice.Welcomed welcome = new Notice.Welcomed(
        view, session.attendance(), session.state().roleOf(user), seqBefore, replay, truncated);
    session.outputs().say(view.seq(), () -> {
      if (session.holds(peer)) {
        peer.tell(welcome);
        session.admit(peer);
      }
    });
  }

  /** Everything after {@code lastSeen} but the newcomer's own arrival, which the welcome tells. */
  private List<Entry> missed(@Nullable Long lastSeen, long seqBefore) {
    if (lastSeen == null) {
      return List.of();
    }
    List<Entry> missed = new ArrayList<>(fetched);
    long from = missed.isEmpty() ? lastSeen : missed.get(missed.size() - 1).seq();
    for (Entry entry : session.state().tail().after(from)) {
      boolean own = entry.seq() > seqBefore
          && entry.event() instanceof Event.Joined joined && joined.member().id().equals(newcomer.member().id());
      if (!own) {
        missed.add(entry);
      }
    }
    return missed;
  }
}
