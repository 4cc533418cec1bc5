package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seat of one connection: hands everything to the session's mailbox, in order.
 *
 * <p>A client that comes back repeats the commands whose answers it missed, in their order, before it sends new ones. So the
 * first command that turns out to be new ends the looking back: the ones after it are new too. As long as it looks back,
 * a command that memory no longer holds is looked up in the journal, and those behind it wait. Thread-safe.
 */
final class ConnectionSeat implements Seat {

  private static final long PATIENCE_MILLIS = 10_000;

  private final GroupCommit commit;
  private final HubPorts ports;
  private final Place place;
  private final long lastSeenSeq;
  private volatile @Nullable LiveSession session;
  private volatile boolean left;
  // Confined to the mailbox:
  private final Deque<Runnable> waiting = new ArrayDeque<>(0);
  private boolean lookingUp;
  private boolean lookingBack = true;

  ConnectionSeat(GroupCommit commit, HubPorts ports, Newcomer newcomer, Peer peer) {
    this.commit = commit;
    this.ports = ports;
    this.place = new Place(peer, newcomer.member().id(), newcomer.client());
    Long lastSeen = newcomer.lastSeenSeq();
    this.lastSeenSeq = lastSeen == null ? 0 : lastSeen;
  }

  /** Puts the seat into {@code session}: at the start, and again where that one went to rest at the same moment. */
  void sitIn(LiveSession session) {
    this.session = session;
  }

  @Override
  public void wish(Command command, @Nullable String ref) {
    LiveSession session = this.session;
    if (session == null
        || !commit.awaitRoom(PATIENCE_MILLIS)
        || !session.run(() -> inOrder(() -> handle(session, command, ref)))) {
      place.peer().tell(LiveSession.unavailable(ref));
    }
  }

  private void inOrder(Runnable task) {
    if (lookingUp) {
      waiting.add(task);
    } else {
      task.run();
    }
  }

  private void handle(LiveSession session, Command command, @Nullable String ref) {
    if (session.isEnded() || !session.holds(place.peer())) {
      return;
    }
    if (ref == null) {
      decide(session, command, null);
      return;
    }
    ClientId client = place.client();
    long earlier = session.state().placeOf(client, ref);
    Optional<Entry> entry = earlier > 0 ? session.state().tail().at(earlier) : Optional.empty();
    if (entry.isPresent()) {
      session.outputs().say(earlier, () -> place.peer().tell(new Notice.Repeated(entry.get())));
    } else if (earlier > 0 || (lookingBack && lastSeenSeq < session.state().refsForgottenUpTo())) {
      lookUp(session, command, ref);
    } else {
      lookingBack = false;
      decide(session, command, ref);
    }
  }

  /** The command may be one that memory no longer holds: only the journal knows. */
  private void lookUp(LiveSession session, Command command, String ref) {
    lookingUp = true;
    ports.storage().execute(() -> {
      Runnable next;
      try {
        Optional<Entry> earlier = ports.journal().find(session.id(), place.client(), ref, lastSeenSeq);
        next = earlier.<Runnable>map(entry -> () -> place.peer().tell(new Notice.Repeated(entry)))
            .orElse(() -> {
              lookingBack = false;
              decide(session, command, ref);
            });
      } catch (RuntimeException e) {
        ports.incidents().sessionFailed(session.id(), "an earlier command could not be looked up", e);
        next = () -> place.peer().tell(LiveSession.unavailable(ref));
      }
      Runnable answer = next;
      session.bring(() -> goOn(session, answer));
    });
  }

  private void goOn(LiveSession session, Runnable answer) {
    lookingUp = false;
    if (session.isEnded() || !session.holds(place.peer())) {
      waiting.clear();
      return;
    }
    answer.run();
    while (!lookingUp && !waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
  }

  private void decide(LiveSession session, Command command, @Nullable String ref) {
    Peer peer = place.peer();
    session.decide(place, place.user(), command, ref,
        rejected -> peer.tell(LiveSession.refusal(rejected, ref)),
        (seq, changed, questions) -> {
          questions.forEach(question -> peer.tell(new Notice.Questioned(question, seq, ref)));
          if (!changed && questions.isEmpty()) {
            peer.tell(new Notice.Acknowledged(seq, ref));
          }
        });
  }

  @Override
  public void askState(@Nullable String ref) {
    LiveSession session = this.session;
    boolean asked = session != null && session.run(() -> inOrder(() -> report(session, ref)));
    if (!asked) {
      place.peer().tell(LiveSession.unavailable(ref));
    }
  }

  private void report(LiveSession session, @Nullable String ref) {
    if (!session.isEnded() && session.holds(place.peer())) {
      Notice.StateReported report = new Notice.StateReported(session.view(), session.attendance(), ref);
      session.outputs().say(report.view().seq(), () -> place.peer().tell(report));
    }
  }

  /** Whether the connection has gone, perhaps while it was still on its way in. */
  boolean isLeft() {
    return left;
  }

  @Override
  public void leave() {
    left = true;
    LiveSession session = this.session;
    if (session != null) {
      session.leaveSoon(place.peer());
    }
  }
}
