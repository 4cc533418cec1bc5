package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;
import io.tutti.session.Signals;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One session in memory. Decides at once on the newest state, which may be ahead of what is stored, and holds back
 * everything it has to say until the journal has caught up. If that fails it throws itself away and sends its peers
 * home: it never shows what it did not store.
 *
 * <p>Confined to its mailbox, but for {@link #stored}, {@link #notStored} and {@link #run}, which any thread may call.
 */
final class LiveSession {

  private final SessionId id;
  private final SessionTime time;
  /** Whose clock is this session's time. */
  private final HubPorts ports;
  private final HubSettings settings;
  private final Mailbox mailbox;
  private final CompletableFuture<SessionId> gone = new CompletableFuture<>();
  private final StorageWork storageWork;
  private final Signals signals = new Signals();
  private final Company company;
  private final SignalDesk desk;
  private final Upkeep upkeep;
  private final CommandPipeline pipeline;
  private final Renewal renewal;
  private Outputs outputs = new Outputs(0, false);
  private long lastSnapshotSeq;
  private int arriving;
  private volatile boolean lost;
  private volatile SessionLife life = new SessionLife.Loading();

  LiveSession(SessionId id, HubPorts hubPorts, HubSettings settings, GroupCommit commit) {
    this.id = id;
    this.time = new SessionTime(hubPorts.nowMillis());
    this.ports = hubPorts.with(time);
    this.settings = settings;
    this.mailbox = new Mailbox(ports.publisher(), settings.mailboxLimit());
    this.storageWork = new StorageWork(id, ports);
    this.company = new Company(signals, ports.nowMillis());
    this.desk = new SignalDesk(signals, company, ports, this::runSurely);
    this.upkeep = new Upkeep(this, ports);
    this.pipeline = new CommandPipeline(this, ports, commit);
    this.renewal = new Renewal(this, ports);
  }

  SessionId id() {
    return id;
  }

  /** Done when this session is no longer in memory and nothing of it is under way. */
  CompletableFuture<SessionId> gone() {
    return gone;
  }

  boolean isEnded() {
    return life.isOver();
  }

  /** Whether something that was decided here could not be stored, and nothing more may be. */
  boolean isLost() {
    return lost;
  }

  /** Whether nobody can come in any more only because the session left memory: it can be loaded again. */
  boolean isAtRest() {
    return life instanceof SessionLife.Resting;
  }

  /** Why nobody can come in any more; empty while the session is live, and where it only went to rest. */
  Optional<Ending> endedBecause() {
    return life.endedBecause();
  }

  int connections() {
    return company.size();
  }

  /** Opens the mailbox on the state that {@code opened} gives. */
  void begin(Journal.Opened opened) {
    SessionDescription description = opened.description();
    var snapshot = opened.snapshot();
    SessionState loaded = opened.state();
    if (!(life instanceof SessionLife.Loading loading)) {
      throw new IllegalStateException("session " + id + " is loaded a second time");
    }
    life = loading.loaded(loaded);
    outputs = new Outputs(loaded.seq(), description.durability() == SessionDescription.Durability.RELAXED);
    lastSnapshotSeq = snapshot == null ? 0 : snapshot.seq();
    time.startAfter(loaded.lastAt());
    upkeep.watch();
    scheduleRest();
    mailbox.open();
  }

  /** Opens the mailbox on a session that cannot be had: whoever waits is sent away for {@code reason}. */
  void fail(Ending reason) {
    end(reason);
    mailbox.open();
  }

  /** Runs {@code task} in the mailbox; false where the mailbox is full. */
  boolean run(Runnable task) {
    return mailbox.offer(() -> guard(task));
  }

  private void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      ports.incidents().sessionFailed(id, "a command could not be carried out", e);
      end(Ending.UNAVAILABLE);
    }
  }

  /** Runs {@code task} in the mailbox, however full it is: the end of something that is under way. */
  void runSurely(Runnable task) {
    mailbox.bring(() -> guard(task));
  }

  /** The journal has stored the log up to {@code seq}. */
  void stored(long seq) {
    ports.publisher().execute(() -> runSurely(() -> outputs.release(seq)));
  }

  /** The journal could not store what was decided. */
  void notStored(Throwable cause) {
    lost = true;
    ports.publisher().execute(() -> runSurely(() -> {
      if (!isEnded()) {
        ports.incidents().sessionFailed(id, "its events could not be stored", cause);
        end(Ending.UNAVAILABLE);
      }
      outputs.drop();
    }));
  }

  // ---- in the mailbox ----

  SessionState state() {
    return life instanceof SessionLife.Live live ? live.state()
        : life.lastState().orElseThrow(() -> new IllegalStateException("session " + id + " is not loaded"));
  }

  Outputs outputs() {
    return outputs;
  }

  /** The session's connections. */
  Company company() {
    return company;
  }

  /** The way of commands. */
  CommandPipeline pipeline() {
    return pipeline;
  }

  Upkeep upkeep() {
    return upkeep;
  }

  Renewal renewal() {
    return renewal;
  }

  /** The session's signals on their way. */
  SignalDesk desk() {
    return desk;
  }

  /** The session as questions find it. */
  Seat.Room room() {
    return new Seat.Room(state(), signals, company.attendance());
  }

  /** Whether wishes from {@code place} count: the connection is here, and its user has not just been removed. */
  boolean hears(Place place) {
    return !isEnded() && company.holds(place.peer()) && state().member(place.user()).isPresent();
  }

  /** So many more (or, negative, fewer) are on the way in: while there are any the session does not go to rest. */
  void expect(int more) {
    arriving += more;
  }

  /** Shows what was stored to everybody who is here. */
  void show(Published published) {
    desk.showSaid();
    for (Place reader : company.readers()) {
      reader.peer().show(published);
    }
    if (published.entry().event() instanceof Event.Left left && left.kicked()) {
      Ending removed = state().isBanned(left.user()) ? Ending.BANNED : Ending.KICKED;
      dismiss(left.user(), left.teamEnded() ? Ending.TEAM_ENDED : removed);
    }
  }

  private void dismiss(UserId user, Ending reason) {
    company.of(user).forEach(peer -> {
      company.forget(peer);
      sendAway(peer, reason);
    });
    scheduleRest();
  }

  /** Keeps a snapshot where the log has become long since the last one. */
  void snapshotIfLong() {
    if (state().seq() - lastSnapshotSeq >= settings.snapshotEvery()) {
      keepSnapshot();
    }
  }

  /** Carries out a command of the server's own; later, where nothing can be stored now. */
  void decideForItself(Command command) {
    upkeep.carryOut(command);
  }

  private void keepSnapshot() {
    lastSnapshotSeq = state().seq();
    var snapshot = state().snapshot();
    outputs.whenStored(snapshot.seq(), () -> storageWork.begin(
        "its snapshot could not be stored; the log has everything", () -> ports.journal().keep(id, snapshot)));
  }

  /** The time of the next entry. */
  long now() {
    return time.getAsLong();
  }

  /** A connection is gone; the last one of a user takes the user along. */
  void leave(Peer peer) {
    Place place = company.forget(peer);
    if (isEnded() || place == null) {
      return;
    }
    if (!company.has(place.user())) {
      decideForItself(new Command.Leave(place.user()));
    }
    desk.comingsAndGoings();
    scheduleRest();
  }

  private void scheduleRest() {
    if (company.isEmpty() && settings.idleMillis() > 0) {
      ports.scheduler().schedule(() -> runSurely(this::rest), settings.idleMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Leaves memory, if nobody is here and nothing is under way; else looks again later. */
  private void rest() {
    if (!(life instanceof SessionLife.Live live) || !company.isEmpty()) {
      return;
    }
    boolean settled = arriving == 0 && outputs.isSettled(state().seq());
    if (settled && state().seq() - lastSnapshotSeq > settings.snapshotEvery() / 10) {
      keepSnapshot();
    }
    if (settled && storageWork.isIdle()) {
      life = live.rest();
      gone.complete(id);
    } else {
      scheduleRest();
    }
  }

  /** Sends everybody away and takes no more wishes; the memory of the session is dropped. */
  void end(Ending reason) {
    if (isEnded()) {
      return;
    }
    List<Peer> peers = close(reason);
    outputs.drop();
    outputs.sayAtLast(life.lastState().map(SessionState::seq).orElse(0L), () -> gone.complete(id));
    peers.forEach(peer -> sendAway(peer, reason));
  }

  /** Sends everybody away; {@code work} runs before the session counts as gone. */
  void setAside(Ending reason, Runnable work) {
    List<Peer> peers = close(reason);
    outputs.sayAtLast(state().seq(), () -> storageWork.begin("it could not be deleted or rewritten", () -> {
      try {
        work.run();
      } finally {
        gone.complete(id);
      }
    }));
    peers.forEach(peer -> sendAway(peer, reason));
  }

  /** One peer that fails at its end must not keep the others, or the session's next life, waiting. */
  private void sendAway(Peer peer, Ending reason) {
    try {
      peer.end(reason);
    } catch (RuntimeException e) {
      ports.incidents().sessionFailed(id, "a connection could not be ended", e);
    }
  }

  private List<Peer> close(Ending reason) {
    life = life.end(reason);
    return company.disperse();
  }

  /** Drops what memory holds of the past; the snapshot is what the log goes on from. */
  SessionSnapshot forgetPast() {
    state().forgetPast();
    lastSnapshotSeq = state().seq();
    return state().snapshot();
  }
}
