package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Recall;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionMessages;
import io.tutti.session.SessionState;
import io.tutti.session.SessionView;
import io.tutti.session.Signal;
import io.tutti.session.Whisper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The seat of one connection. What is wished before it is in waits at its desk, the journal is asked for commands that memory
 * may have forgotten, and whatever comes meanwhile waits in line: a connection's wishes are judged in order (rule ENV12).
 * Thread-safe: hands everything to the session's mailbox, to which the line is confined.
 */
final class ConnectionSeat implements Seat {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final int MAX_WAITING = 2_000;
  /** One connection that floods its session must not fill the mailbox that it shares with all others. */
  private static final int MAX_IN_MAILBOX = 2_500;
  /** Rule ERR10: so many answers may wait for what they rest on to be stored. */
  private static final int MAX_UNANSWERED = 64;
  /** Rule ENV9: a client that retries does so before anything else; after so many new commands there is nothing to ask for. */
  private static final int MAX_NEW_COMMANDS = 64;
  /** How far back a client is looked for that does not say what it has seen. */
  private static final int LOOK_BACK_ENTRIES = 10_000;

  private final SessionId id;
  private final GroupCommit commit;
  private final HubPorts ports;
  private volatile Place place;
  private final boolean guest;
  private final @Nullable Long lastSeenSeq;
  private final Mailbox desk;
  private final Deque<Runnable> line = new ArrayDeque<>(0);
  private final AtomicInteger inMailbox = new AtomicInteger();
  private boolean asking;
  private int unanswered;
  private int newCommands;
  private long lookBackTo;
  private long seqBefore;
  private volatile @Nullable LiveSession session;
  private volatile boolean left;

  ConnectionSeat(SessionId id, GroupCommit commit, HubPorts ports, Newcomer newcomer, Peer peer) {
    this.id = id;
    this.commit = commit;
    this.ports = ports;
    this.place = new Place(peer, newcomer.member().id(), newcomer.client(), 0, 0);
    this.guest = newcomer.member().guest();
    Long lastSeen = newcomer.lastSeenSeq();
    this.lastSeenSeq = lastSeen;
    this.desk = new Mailbox(ports.publisher(), MAX_WAITING);
  }

  /** Puts the seat into {@code session}: at the start, and again where that one went to rest at the same moment. */
  void sitIn(LiveSession session) {
    this.session = session;
  }

  /** The connection is in, the log's end before it was {@code seqBefore}: what it has wished already is judged. */
  void admitted(Place admittedAs, long seqBefore) {
    this.place = admittedAs;
    this.seqBefore = seqBefore;
    long from = lastSeenSeq == null ? Math.max(0, seqBefore - LOOK_BACK_ENTRIES) : lastSeenSeq;
    this.lookBackTo = hasCertainlyWishedNothingAfter(from) ? seqBefore : from;
    desk.open();
  }

  /** Whether memory still has everything after {@code from}, and nothing of it is this client's: then nothing can be a repetition. */
  private boolean hasCertainlyWishedNothingAfter(long from) {
    LiveSession taken = session;
    return taken != null && taken.state().tail().reachesBackTo(from)
        && taken.state().tail().after(from).stream().noneMatch(entry -> place.client().equals(entry.client()));
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
    hand(session -> report(session, ref), ref);
  }

  @Override
  public <T> void ask(Function<Room, T> question, Consumer<T> answer, @Nullable String ref) {
    hand(session -> {
      if (unanswered == MAX_UNANSWERED) {
        place.peer().tell(Notice.Refused.tooFast(ref));
        return;
      }
      unanswered++;
      T made = question.apply(session.room());
      session.outputs().say(session.state().seq(), () -> {
        unanswered--;
        answer.accept(made);
      });
    }, ref);
  }

  @Override
  public <T> void read(Supplier<T> reading, Consumer<T> answer, @Nullable String ref) {
    hand(session -> {
      asking = true;
      session.outputs().whenStored(session.state().seq(), () -> fetch(session, () -> {
        T found = reading.get();
        // What was read may have in it what is decided by now: all that is shown first (rule CHAT22).
        return () -> session.outputs().say(session.state().seq(), () -> answer.accept(found));
      }, ref, true));
    }, ref);
  }

  @Override
  public SessionLog log() {
    return new SessionLog(ports.journal(), id);
  }

  @Override
  public SessionMessages messages() {
    return new SessionMessages(ports.archive(), id);
  }

  @Override
  public void signal(Signal signal) {
    desk.offer(() -> {
      LiveSession taken = session;
      if (taken != null) {
        bring(taken, () -> {
          if (taken.hears(place)) {
            taken.desk().offer(place, signal);
          }
        });
      }
    });
  }

  @Override
  public void whisper(Whisper whisper, @Nullable String ref) {
    hand(session -> {
      var refusal = whisper.refusal(session.state(), place.user());
      if (refusal.isEmpty()) {
        session.desk().offer(place, whisper.signal(place.user(), place.client(), session.state()));
      } else {
        session.outputs().say(session.state().seq(), () -> place.peer().tell(Notice.Refused.of(refusal.get(), ref)));
      }
    }, ref);
  }

  private void hand(Wish wish, @Nullable String ref) {
    if (!desk.offer(() -> handIn(wish, ref))) {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  private void handIn(Wish wish, @Nullable String ref) {
    LiveSession taken = session;
    if (taken == null || !bring(taken, () -> takeUp(taken, wish, ref))) {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  /** Brings a task into the session's mailbox; false where that, or this connection's share of it, is full. */
  private boolean bring(LiveSession taken, Runnable task) {
    if (inMailbox.incrementAndGet() <= MAX_IN_MAILBOX && taken.run(() -> {
      inMailbox.decrementAndGet();
      task.run();
    })) {
      return true;
    }
    inMailbox.decrementAndGet();
    return false;
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
    session.desk().heard(place);
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
      prepare(session, command, ref);
    }
  }

  /** What has left memory is read first, where the command needs it. */
  private void prepare(LiveSession session, Command command, @Nullable String ref) {
    Optional<Recall> recall = session.state().recallFor(command);
    if (recall.isEmpty()) {
      decide(session, command, ref);
      return;
    }
    asking = true;
    session.outputs().whenStored(recall.get().after(), () -> fetch(session, () -> {
      Consumer<SessionState> finding = recall.get().reading().apply(ports.archive());
      return () -> {
        if (session.hears(place)) {
          finding.accept(session.state());
          decide(session, command, ref);
        }
      };
    }, ref, true));
  }

  /** Whether the client may have wished it before it came, unanswered as far as it knows, too long ago for memory. */
  private boolean mayBeForgotten(LiveSession session) {
    return newCommands < MAX_NEW_COMMANDS && lookBackTo < Math.min(session.state().refsForgottenUpTo(), seqBefore);
  }

  private void repeat(LiveSession session, long seq, String ref) {
    Optional<Entry> entry = session.state().tail().at(seq);
    if (entry.isPresent()) {
      session.outputs().say(seq, () -> place.peer().tell(new Notice.Repeated(entry.get())));
    } else {
      session.outputs().say(seq, () -> ask(session, ref, seq - 1, false,
          found -> place.peer().tell(found.isPresent() ? new Notice.Repeated(found.get()) : new Notice.Acknowledged(seq, ref))));
    }
  }

  private void lookUp(LiveSession session, Command command, String ref) {
    asking = true;
    session.outputs().say(session.state().refsForgottenUpTo(), () -> ask(session, ref, lookBackTo, true, found -> {
      if (found.isPresent()) {
        place.peer().tell(new Notice.Repeated(found.get()));
      } else if (session.hears(place)) {
        long earlier = session.state().placeOf(place.user(), place.client(), ref);
        if (earlier > 0) {
          repeat(session, earlier, ref);
        } else {
          prepare(session, command, ref);
        }
      }
    }));
  }

  /** What the journal says to a command of this client, in the session's mailbox. */
  private interface Answer {
    void found(Optional<Entry> entry);
  }

  /** Asks the journal; {@code lineWaits}: whether what came later waits for the answer. */
  private void ask(LiveSession session, String ref, long after, boolean lineWaits, Answer answer) {
    fetch(session, () -> {
      Optional<Entry> found = ports.journal().find(session.id(), place.client(), ref, after).filter(this::isOwn);
      return () -> answer.found(found);
    }, ref, lineWaits);
  }

  /**
   * Reads on a thread that may wait, and does what follows in the session's mailbox; {@code lineWaits}: whether what came later
   * waits until then.
   */
  private void fetch(LiveSession session, Supplier<Runnable> reading, @Nullable String ref, boolean lineWaits) {
    ports.storage().execute(() -> {
      Runnable next = attempt(session, reading, ref);
      session.runSurely(() -> {
        asking &= !lineWaits;
        next.run();
        while (!asking && !line.isEmpty()) {
          line.remove().run();
        }
      });
    });
  }

  private Runnable attempt(LiveSession session, Supplier<Runnable> reading, @Nullable String ref) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(session.id(), "what a client asked for could not be read", e);
      return () -> place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  /** Rule ENV10: a guest comes back as somebody else. */
  private boolean isOwn(Entry entry) {
    return guest || place.user().equals(entry.user());
  }

  private void decide(LiveSession session, Command command, @Nullable String ref) {
    newCommands += ref == null ? 0 : 1;
    Peer peer = place.peer();
    session.decide(place, Origin.of(place.user(), peer.address()), command, ref,
        rejected -> peer.tell(Notice.Refused.of(rejected, ref)),
        (seq, changed, questions) -> {
          questions.forEach(question -> peer.tell(new Notice.Questioned(question, seq, ref)));
          if (!changed && questions.isEmpty()) {
            peer.tell(new Notice.Acknowledged(seq, ref));
          }
        });
  }

  private void report(LiveSession session, @Nullable String ref) {
    Notice.StateReported report = new Notice.StateReported(SessionView.of(session.state()), session.company().attendance(), ref);
    session.outputs().say(report.view().seq(), () -> place.peer().tell(report));
  }

  @Override
  public UserId user() {
    return place.user();
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
      taken.runSurely(() -> taken.leave(place.peer()));
    }
  }
}
