package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Recall;
import io.tutti.session.Sequencer;
import io.tutti.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of every command through its session, from top to bottom: limit → already known? → recall → decide → store → publish → answer.
 * Step 1 runs on the sender's own thread, the others in the session's mailbox, to which this is confined. Steps 2 and 3 read in storage
 * where memory does not reach; what the sender sends meanwhile waits for them. Steps 4 to 7 are one piece of work, of which the last two
 * are held back until what they say is stored ({@link Outputs}).
 */
final class CommandPipeline {

  private static final long PATIENCE_MILLIS = 10_000;

  private final LiveSession session;
  private final HubPorts ports;
  private final GroupCommit commit;
  private final Errands errands;

  CommandPipeline(LiveSession session, HubPorts ports, GroupCommit commit) {
    this.session = session;
    this.ports = ports;
    this.commit = commit;
    this.errands = new Errands(session, this, ports);
  }

  /** Whose command it was: what its entries say of it. */
  private record Cause(@Nullable UserId actor, @Nullable ClientId client, @Nullable String ref, @Nullable Peer peer) {
    private static final Cause SERVER = new Cause(null, null, null, null);

    static Cause of(Request request) {
      Place place = request.place();
      String ref = request.ref();
      return new Cause(request.origin().user(), place == null || ref == null ? null : place.client(), ref,
          place == null ? null : place.peer());
    }
  }

  // 1. Limit: a client that sends faster than the server stores waits here, so that its socket is not read meanwhile.

  /** Waits until there is room for another command; false where that takes too long. */
  static boolean awaitRoom(GroupCommit commit) {
    return commit.awaitRoom(PATIENCE_MILLIS);
  }

  // 2. Already known? A command that is sent again takes effect once (rules ENV8–ENV12).

  /** Takes a command on its way; its sender hears what becomes of it. */
  void begin(Request request) {
    Place place = request.place();
    String ref = request.ref();
    EarlierCommands earlier = request.earlier();
    if (place == null || ref == null || earlier == null) {
      recall(request);
      return;
    }
    long seq = state().placeOf(place.user(), place.client(), ref);
    if (seq > 0) {
      repeat(request, place, ref, seq);
    } else if (earlier.mayHave(state())) {
      lookUp(request, place, ref, earlier);
    } else {
      recall(request);
    }
  }

  /** Memory knows where it led to: the sender is told that again. */
  private void repeat(Request request, Place place, String ref, long seq) {
    Optional<Entry> entry = state().tail().at(seq);
    if (entry.isPresent()) {
      session.outputs().say(seq, () -> request.sender().repeated(entry.get(), ref));
      return;
    }
    request.sender().read(session, seq, () -> {
      Optional<Entry> found = find(request, place, ref, seq - 1);
      return () -> found.ifPresentOrElse(known -> request.sender().repeated(known, ref),
          () -> request.sender().accepted(seq, false, List.of(), ref));
    }, ref, false);
  }

  /** Memory may have forgotten it: the journal has not. */
  private void lookUp(Request request, Place place, String ref, EarlierCommands earlier) {
    request.sender().read(session, state().refsForgottenUpTo(), () -> {
      Optional<Entry> found = find(request, place, ref, earlier.lookBackTo());
      return () -> {
        if (found.isPresent()) {
          request.sender().repeated(found.get(), ref);
        } else if (request.sender().isHere(session)) {
          takenMeanwhile(request, place, ref);
        }
      };
    }, ref, true);
  }

  /** The journal had nothing: unless the same command came over another connection while it was asked, this one is new. */
  private void takenMeanwhile(Request request, Place place, String ref) {
    long seq = state().placeOf(place.user(), place.client(), ref);
    if (seq > 0) {
      repeat(request, place, ref, seq);
    } else {
      recall(request);
    }
  }

  private Optional<Entry> find(Request request, Place place, String ref, long after) {
    EarlierCommands earlier = request.earlier();
    return ports.journal().find(session.id(), place.client(), ref, after)
        .filter(entry -> earlier == null || earlier.isOwn(place.user(), entry));
  }

  // 3. Recall: what has left memory is read first, where the command needs it.

  private void recall(Request request) {
    Optional<Recall> recall = state().recallFor(request.command());
    if (recall.isEmpty()) {
      decide(request);
      return;
    }
    request.sender().read(session, recall.get().after(), () -> {
      Consumer<SessionState> finding = recall.get().reading().apply(ports.archive());
      return () -> {
        if (request.sender().isHere(session)) {
          finding.accept(state());
          decide(request);
        }
      };
    }, request.ref(), true);
  }

  // 4. Decide: on the newest state, which may be ahead of what is stored.

  /** Decides, and goes on to the end of the way. */
  void decide(Request request) {
    long now = session.now();
    Decision decision = StoragePause.judge(ports.journal(),
        () -> Sequencer.decide(state(), request.origin().user(), request.command(), now));
    CommandAudit.note(ports.audit(), session.id(), request.origin(), request.command(), decision, now);
    EarlierCommands earlier = request.earlier();
    if (earlier != null && request.ref() != null) {
      earlier.count();
    }
    if (decision instanceof Decision.Rejected rejected) {
      session.outputs().say(state().seq(), () -> request.sender().refused(rejected, request.ref()));
      return;
    }
    Decision.Accepted accepted = (Decision.Accepted) decision;
    Cause cause = Cause.of(request);
    List<Entry> entries = store(accepted, cause, now);
    publish(entries, cause);
    if (!errands.begin(request, now)) {
      answer(request, accepted, !entries.isEmpty());
    }
    settle();
  }

  /** Lets somebody in; empty where the session does not. What follows for others waits for {@link #settle}. */
  Optional<List<Entry>> letIn(Command.Join join) {
    long now = session.now();
    if (!(Sequencer.decide(state(), null, join, now) instanceof Decision.Accepted accepted)) {
      return Optional.empty();
    }
    List<Entry> entries = store(accepted, Cause.SERVER, now);
    publish(entries, Cause.SERVER);
    return Optional.of(entries);
  }

  // 5. Store: applied to memory at once, and given to the commit that stores everything that waits.

  private List<Entry> store(Decision.Accepted decision, Cause cause, long now) {
    List<Entry> entries = new ArrayList<>(decision.events().size());
    for (Event event : decision.events()) {
      Entry entry = new Entry(state().seq() + 1, now, cause.actor(), cause.client(), cause.ref(), event);
      state().apply(entry);
      entries.add(entry);
    }
    if (!entries.isEmpty()) {
      commit.submit(session, entries);
    }
    return entries;
  }

  // 6. Publish: to everybody in the session, once it is stored.

  private void publish(List<Entry> entries, Cause cause) {
    entries.forEach(entry -> session.outputs().say(entry.seq(),
        () -> session.show(new Published(entry, cause.peer(), state(), session.company()::attendance))));
  }

  // 7. Answer: to the sender, once all that was decided by then is stored.

  private void answer(Request request, Decision.Accepted decision, boolean changed) {
    long end = state().seq();
    session.outputs().say(end, () -> request.sender().accepted(end, changed, decision.questions(), request.ref()));
  }

  /** After a decision: a long log wants its snapshot, what is due its time, and agents their work. */
  void settle() {
    session.snapshotIfLong();
    session.upkeep().watch();
    errands.beginDue();
  }

  private SessionState state() {
    return session.state();
  }
}
