package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionMessages;
import io.tutti.session.SessionView;
import io.tutti.session.Signal;
import io.tutti.session.Whisper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
final class ConnectionSeat implements Seat, Request.Sender {

  private static final int MAX_WAITING = 2_000;
  /** One connection that floods its session must not fill the mailbox that it shares with all others. */
  private static final int MAX_IN_MAILBOX = 2_500;
  /** Rule ERR10: so many answers may wait for what they rest on to be stored. */
  private static final int MAX_UNANSWERED = 64;

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
  private @Nullable EarlierCommands earlier;
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
    LiveSession taken = session;
    if (taken != null) {
      earlier = new EarlierCommands(admittedAs, guest, lastSeenSeq, seqBefore, taken.state());
    }
    desk.open();
  }

  /** Nobody is taken in any more. */
  void refused() {
    desk.open();
  }

  @Override
  public void wish(Command command, @Nullable String ref) {
    if (!CommandPipeline.awaitRoom(commit) || !desk.offer(() -> handIn(session -> session.pipeline().begin(request(command, ref)), ref))) {
      place.peer().tell(Notice.Refused.unavailable(ref));
    }
  }

  private Request request(Command command, @Nullable String ref) {
    return new Request(place, Origin.of(place.user(), place.peer().address()), command, ref, this, earlier);
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

  @Override
  public boolean isHere(LiveSession session) {
    return session.hears(place);
  }

  @Override
  public void read(LiveSession session, long after, Supplier<Runnable> reading, @Nullable String ref, boolean othersWait) {
    asking |= othersWait;
    session.outputs().whenStored(after, () -> fetch(session, reading, ref, othersWait));
  }

  @Override
  public void repeated(Entry entry, String ref) {
    place.peer().tell(new Notice.Repeated(entry));
  }

  @Override
  public void refused(Decision.Rejected rejected, @Nullable String ref) {
    place.peer().tell(Notice.Refused.of(rejected, ref));
  }

  @Override
  public void accepted(long seq, boolean changed, List<Decision.Question> questions, @Nullable String ref) {
    questions.forEach(question -> place.peer().tell(new Notice.Questioned(question, seq, ref)));
    if (!changed && questions.isEmpty()) {
      place.peer().tell(new Notice.Acknowledged(seq, ref));
    }
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
