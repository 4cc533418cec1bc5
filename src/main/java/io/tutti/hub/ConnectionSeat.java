package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The seat of one connection: hands everything to the session's mailbox, in order (rule ENV12). What is wished before the
 * connection is in waits at the desk; while the journal is asked, what comes later waits in line.
 *
 * <p>A client that comes back repeats the commands whose answers it missed, in their order, before it sends new ones. So the
 * first command that is new and has an effect ends the looking back: the ones after it are new too (rule ENV9). Only where
 * little is to be searched it goes on, since a command that had no effect the first time may have one now.
 * Thread-safe: what is not final or volatile is confined to the session's mailbox.
 */
final class ConnectionSeat implements Seat {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final int MAX_WAITING = 2_000;
  private static final int MAX_LOOK_UPS = 64;
  /** As many entries are searched for each of the commands, not only up to the first new one. */
  private static final int LITTLE = 5_000;

  private final GroupCommit commit;
  private final HubPorts ports;
  private final Place place;
  private final boolean guest;
  private final long lastSeenSeq;
  private final Mailbox desk;
  private final Deque<Runnable> line = new ArrayDeque<>(0);
  private boolean asking;
  private int lookUps = MAX_LOOK_UPS;
  private long seqBefore;
  private volatile @Nullable LiveSession session;
  private volatile boolean left;

  ConnectionSeat(GroupCommit commit, HubPorts ports, Newcomer newcomer, Peer peer) {
    this.commit = commit;
    this.ports = ports;
    this.place = new Place(peer, newcomer.member().id(), newcomer.client());
    this.guest = newcomer.member().guest();
    Long lastSeen = newcomer.lastSeenSeq();
    this.lastSeenSeq = lastSeen == null ? 0 : lastSeen;
    this.desk = new Mailbox(ports.publisher(), MAX_WAITING);
  }

  /** Puts the seat into {@code session}: at the start, and again where that one went to rest at the same moment. */
  void sitIn(LiveSession session) {
    this.session = session;
  }

  /** The connection is in, the log's end before it was {@code seqBefore}: what it has wished already is judged. */
  void admitted(long seqBefore) {
    this.seqBefore = seqBefore;
    desk.open();
  }

  /** Nobody is taken in any more. */
  void refused() {
    desk.open();
  }

  @Override
  public void wish(Command command, @Nullable String ref) {
    if (!commit.awaitRoom(PATIENCE_MILLIS) || !desk.offer(() -> handIn(session -> judge(session, command, ref), ref))) {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  @Override
  public void askState(@Nullable String ref) {
    if (!desk.offer(() -> handIn(session -> report(session, ref), ref))) {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  private void handIn(Wish wish, @Nullable String ref) {
    LiveSession taken = session;
    if (taken == null || !taken.run(() -> takeUp(taken, wish, ref))) {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  /** Something wished, to be looked at in the session's mailbox. */
  private interface Wish {
    void in(LiveSession session);
  }

  // ---- in the session's mailbox ----

  private void takeUp(LiveSession session, Wish wish, @Nullable String ref) {
    if (!session.hears(place)) {
      return;
    }
    if (!asking) {
      wish.in(session);
    } else if (line.size() < MAX_WAITING) {
      line.add(() -> takeUp(session, wish, ref));
    } else {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  private void judge(LiveSession session, Command command, @Nullable String ref) {
    long earlier = ref == null ? 0 : session.state().placeOf(place.user(), place.client(), ref);
    if (ref != null && earlier > 0) {
      repeat(session, earlier, ref);
    } else if (ref != null && mayBeForgotten(session)) {
      lookUp(session, command, ref);
    } else {
      decide(session, command, ref);
    }
  }

  /** Whether the client may have wished it before it came, unanswered as far as it knows, too long ago for memory. */
  private boolean mayBeForgotten(LiveSession session) {
    return lookUps > 0 && lastSeenSeq < Math.min(session.state().refsForgottenUpTo(), seqBefore);
  }

  private void repeat(LiveSession session, long seq, String ref) {
    Optional<Entry> entry = session.state().tail().at(seq);
    if (entry.isPresent()) {
      session.outputs().say(seq, () -> place.peer().tell(new Notice.Repeated(entry.get())));
    } else {
      session.outputs().say(seq, () -> ask(session, ref, false,
          () -> ports.journal().read(session.id(), seq, seq, 1).stream().findFirst(),
          found -> place.peer().tell(found.isPresent() ? new Notice.Repeated(found.get()) : new Notice.Acknowledged(seq, ref))));
    }
  }

  private void lookUp(LiveSession session, Command command, String ref) {
    lookUps--;
    asking = true;
    Supplier<Optional<Entry>> search = () -> ports.journal().find(session.id(), place.client(), ref, lastSeenSeq);
    session.outputs().say(session.state().refsForgottenUpTo(), () -> ask(session, ref, true, search, found -> {
      if (found.filter(this::isOwn).isPresent()) {
        place.peer().tell(new Notice.Repeated(found.get()));
      } else if (session.hears(place)) {
        long earlier = session.state().placeOf(place.user(), place.client(), ref);
        if (earlier > 0) {
          repeat(session, earlier, ref);
        } else {
          decide(session, command, ref);
        }
      }
    }));
  }

  /** What the journal says to a command of this client, in the session's mailbox. */
  private interface Answer {
    void found(Optional<Entry> entry);
  }

  /** Asks the journal; {@code lineWaits}: whether what came later waits for the answer. */
  private void ask(
      LiveSession session, String ref, boolean lineWaits, Supplier<Optional<Entry>> search, Answer answer) {
    ports.storage().execute(() -> {
      Runnable next = found(session, ref, search, answer);
      session.bring(() -> {
        asking &= !lineWaits;
        next.run();
        while (!asking && !line.isEmpty()) {
          line.remove().run();
        }
      });
    });
  }

  private Runnable found(LiveSession session, String ref, Supplier<Optional<Entry>> search, Answer answer) {
    try {
      Optional<Entry> found = search.get();
      return () -> answer.found(found);
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "an earlier command could not be looked up", e);
      return () -> place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  /** Rule ENV10: a guest comes back as somebody else. */
  private boolean isOwn(Entry entry) {
    return guest || place.user().equals(entry.user());
  }

  private void decide(LiveSession session, Command command, @Nullable String ref) {
    Peer peer = place.peer();
    List<Entry> entries = session.decide(place, place.user(), command, ref,
        rejected -> peer.tell(Notice.Refused.of(rejected, ref)),
        (seq, changed, questions) -> {
          questions.forEach(question -> peer.tell(new Notice.Questioned(question, seq, ref)));
          if (!changed && questions.isEmpty()) {
            peer.tell(new Notice.Acknowledged(seq, ref));
          }
        });
    if (ref != null && !entries.isEmpty() && seqBefore - lastSeenSeq > LITTLE) {
      lookUps = 0;
    }
  }

  private void report(LiveSession session, @Nullable String ref) {
    Notice.StateReported report = new Notice.StateReported(session.view(), session.attendance(), ref);
    session.outputs().say(report.view().seq(), () -> place.peer().tell(report));
  }

  /** Whether the connection has gone, perhaps while it was still on its way in. */
  boolean isLeft() {
    return left;
  }

  @Override
  public void leave() {
    left = true;
    LiveSession taken = session;
    if (taken != null) {
      taken.bring(() -> taken.leave(place.peer()));
    }
  }
}
