package io.tutti.hub;

import io.tutti.access.Role;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are in memory, and the way to all others. One per node. Lock order: none is held while another is taken;
 * a session's mailbox may call into the group commit, never the other way round. Thread-safe.
 */
public final class SessionHub {

  private static final long PATIENCE_SECONDS = 10;
  private static final int MAX_ATTEMPTS = 5;

  private final HubPorts ports;
  private final HubSettings settings;
  private final GroupCommit commit;
  private final Map<SessionId, LiveSession> sessions = new ConcurrentHashMap<>();
  private final ReentrantReadWriteLock past = new ReentrantReadWriteLock();
  private final SessionLoading loading;
  private final StoredRooms storedRooms;
  private volatile boolean accepting = true;

  public SessionHub(HubPorts ports, HubSettings settings) {
    this.ports = ports;
    this.storedRooms = new StoredRooms(ports.journal());
    this.settings = settings;
    this.commit = new GroupCommit(ports, settings);
    this.loading = new SessionLoading(ports, settings.conflictWindowMillis());
  }

  /**
   * Lets a newcomer in, loading the session or creating it where that is allowed. The peer is told
   * {@link Notice.Welcomed}, or is ended. What is wished on the seat before that waits its turn.
   */
  public Seat join(SessionId id, Newcomer newcomer, Peer peer) {
    ConnectionSeat seat = new ConnectionSeat(id, commit, ports, newcomer, peer);
    if (accepting) {
      enter(id, newcomer, peer, seat);
    } else {
      seat.refused();
      peer.end(Ending.GOING_DOWN);
    }
    return seat;
  }

  private void enter(SessionId id, Newcomer newcomer, Peer peer, ConnectionSeat seat) {
    LiveSession session;
    try {
      session = session(id, mayCreate(newcomer), newcomer.title());
    } catch (IllegalStateException e) {
      ports.incidents().sessionFailed(id, "nobody can be taken in", e);
      peer.end(Ending.UNAVAILABLE);
      return;
    }
    seat.sitIn(session);
    boolean running = session.run(() -> {
      if (session.isAtRest()) {
        // It went to rest while the newcomer was at the door: it is loaded again.
        ports.storage().execute(() -> enter(id, newcomer, peer, seat));
      } else if (session.isEnded() && mayCreate(newcomer)
          && session.endedBecause().equals(Optional.of(Ending.NO_SUCH_SESSION))) {
        // Somebody who creates nothing has looked for it first.
        ports.storage().execute(() -> enter(id, newcomer, peer, seat));
      } else if (session.isEnded()) {
        peer.end(session.endedBecause().orElse(Ending.UNAVAILABLE));
      } else {
        new Admission(session, ports, settings.replayLimit(), newcomer, peer, seat).proceed();
      }
    });
    if (!running) {
      peer.end(Ending.UNAVAILABLE);
    }
  }

  /** Rules JOIN13, LOGID7. */
  private boolean mayCreate(Newcomer newcomer) {
    return settings.autocreate() && newcomer.mayCreate() && newcomer.standing().mayStart();
  }

  /** {@code title}: of a session that is made here; null for none. */
  private LiveSession session(SessionId id, boolean create, @Nullable String title) {
    while (true) {
      LiveSession known = sessions.get(id);
      if (known != null && !known.isEnded()) {
        return known;
      }
      if (known != null) {
        awaitGone(known);
        continue;
      }
      LiveSession fresh = new LiveSession(id, ports, settings, commit);
      if (sessions.putIfAbsent(id, fresh) == null) {
        fresh.gone().thenAccept(ended -> sessions.remove(ended, fresh));
        ports.storage().execute(() -> loading.load(fresh, create, title));
        return fresh;
      }
    }
  }

  private void awaitGone(LiveSession ended) {
    try {
      ended.gone().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a session was ending", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a session does not end", e);
    }
    sessions.remove(ended.id(), ended);
  }

  /**
   * Creates a session; false where the id exists.
   *
   * @throws JournalFailure where it cannot be stored
   */
  public boolean create(SessionDescription description) {
    return ports.journal().create(description);
  }

  /** Whether a session of that id was deleted lately and none was made since (rule LOGID5); also not where storage does not say. */
  public boolean isDeleted(SessionId id) {
    try {
      return ports.journal().isDeleted(id);
    } catch (JournalFailure e) {
      return false;
    }
  }

  /** A session as it is now, live or not; empty where there is none. */
  public Optional<Report> report(SessionId id) {
    return look(id, Report::of);
  }

  /**
   * Asks {@code question} of a session as it is now, live or not, without loading it; empty where there is none. What it answers
   * must be immutable.
   */
  public <T> Optional<T> look(SessionId id, Function<Seat.Room, T> question) {
    return find(id, question).map(Found::answer);
  }

  /** What was answered, and the session as it was read from storage to be asked; null where it is in memory. */
  record Found<T>(T answer, Seat.@Nullable Room stored) {}

  <T> Optional<Found<T>> find(SessionId id, Function<Seat.Room, T> question) {
    LiveSession live = sessions.get(id);
    if (live != null && !live.isEnded()) {
      Optional<T> answer = Questions.ask(live, () -> question.apply(live.room()));
      if (answer.isPresent()) {
        return answer.map(made -> new Found<>(made, null));
      }
    }
    return storedRooms.read(id).map(stored -> new Found<>(question.apply(stored), stored));
  }

  /** What anybody may see of a session, and how many connections its users have. */
  public record Report(SessionView view, Notice.Attendance attendance) {

    /** What {@code room} is like. */
    public static Report of(Seat.Room room) {
      return new Report(SessionView.of(room.state()), room.attendance());
    }

    /** The connections to the session. */
    public int connections() {
      return attendance.connections().values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Does {@code task} in the session, which is loaded for it, and again where it went to rest at the same moment.
   *
   * @return what it answers; empty where there is no such session any more
   * @throws IllegalStateException where the session is not available
   */
  private <T> Optional<T> inSession(SessionId id, BiConsumer<LiveSession, CompletableFuture<T>> task) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS && ports.journal().describe(id).isPresent(); attempt++) {
      LiveSession session = session(id, false, null);
      Optional<T> answer = Questions.within(session, answering -> task.accept(session, answering));
      if (answer.isPresent()) {
        return answer;
      }
      if (!session.isAtRest()) {
        break;
      }
    }
    if (ports.journal().describe(id).isPresent()) {
      throw new IllegalStateException("session " + id + " is not available");
    }
    return Optional.empty();
  }

  /**
   * Carries out a command that comes over no connection, loading the session where needed; done when it is stored. Empty where
   * there is no such session; refused as unavailable where it cannot be had at the moment.
   */
  public Optional<Outcome> perform(SessionId id, Origin origin, Command command) {
    try {
      return inSession(id, (session, outcome) -> session.pipeline().begin(
          new Request(null, origin, command, null, new Performance(ports, outcome), null)));
    } catch (IllegalStateException e) {
      return Optional.of(new Outcome.Refused(ErrorCode.UNAVAILABLE, "The session is not available at the moment", Map.of()));
    }
  }

  /**
   * Deletes a session and sends everybody in it away; false where there was none.
   *
   * @throws JournalFailure where the storage does not delete it
   * @throws IllegalStateException where the session is too busy; it may be deleted later
   */
  public boolean delete(SessionId id) {
    return setAside(id, Ending.DELETED, () -> ports.journal().delete(id));
  }

  /**
   * Has a session leave memory, sends everybody in it away as unavailable, and does {@code work} on what is stored of it before it
   * is loaded again; false where there is none. Blocks.
   *
   * @throws IllegalStateException where the session is too busy, or the work takes more than ten minutes
   */
  public boolean rewrite(SessionId id, Runnable work) {
    past.writeLock().lock();
    try {
      return setAside(id, Ending.UNAVAILABLE, work);
    } finally {
      past.writeLock().unlock();
    }
  }

  /** Does {@code work} that stores again what it has read of sessions' past, while no session is rewritten. */
  void undisturbed(Runnable work) {
    past.readLock().lock();
    try {
      work.run();
    } finally {
      past.readLock().unlock();
    }
  }

  private boolean setAside(SessionId id, Ending reason, Runnable work) {
    for (int attempt = 0; ports.journal().describe(id).isPresent(); attempt++) {
      if (attempt == MAX_ATTEMPTS) {
        throw new IllegalStateException("session " + id + " is too busy to be set aside");
      }
      LiveSession session = session(id, false, null);
      SettingAside aside = new SettingAside(session, reason, work);
      aside.proceed();
      if (session.isEnded()) {
        awaitGone(session);
      }
      if (aside.isDone()) {
        return true;
      }
      if (!aside.hasBegun() && session.endedBecause().equals(Optional.of(Ending.UNAVAILABLE))) {
        // What cannot be loaded has nobody in it and is worked on from here.
        work.run();
        return true;
      }
    }
    return false;
  }

  /**
   * Drops the log behind the session's present place, from which it goes on; false where there is no such session.
   *
   * @throws IllegalStateException where the session is not available
   */
  public boolean forget(SessionId id) {
    past.readLock().lock();
    try {
      return forgetOn(id);
    } finally {
      past.readLock().unlock();
    }
  }

  private boolean forgetOn(SessionId id) {
    Optional<SessionSnapshot> snapshot = inSession(id, (session, forgotten) -> {
      SessionSnapshot kept = session.forgetPast();
      session.outputs().say(kept.seq(), () -> forgotten.complete(kept));
    });
    snapshot.ifPresent(kept -> ports.journal().forget(id, kept));
    return snapshot.isPresent();
  }

  /** Lets a session that is in memory drop what it still holds up to the place {@code seq}, which is to be had no longer. */
  public void forgetUpTo(SessionId id, long seq) {
    LiveSession live = sessions.get(id);
    if (live != null) {
      Questions.within(live, forgotten -> {
        live.state().forgetUpTo(seq);
        forgotten.complete(true);
      });
    }
  }

  /** Somebody is in a team no longer: wherever only that team let them in they go, at once (rule TEAM20). */
  public void leaveTeam(UserId user, String team) {
    for (LiveSession session : sessions.values()) {
      session.runSurely(() -> {
        if (!session.isEnded()) {
          session.decideForItself(new Command.LeaveTeam(user, team));
        }
      });
    }
  }

  /** From where {@code user} is or was in a session that is in memory; empty where nobody knows. */
  public Set<String> addressesOf(SessionId id, UserId user) {
    LiveSession live = sessions.get(id);
    return live == null || live.isEnded() ? Set.of()
        : Questions.ask(live, () -> live.company().addressesOf(user)).orElse(Set.of());
  }

  /** Tells every host who has a connection to the session. */
  public void tellHosts(SessionId id, Notice notice) {
    LiveSession live = sessions.get(id);
    if (live != null) {
      live.runSurely(() -> {
        if (!live.isEnded()) {
          live.company().readers().stream()
              .filter(reader -> live.state().roles().get(reader.user()) == Role.HOST)
              .forEach(reader -> reader.peer().tell(notice));
        }
      });
    }
  }

  HubPorts ports() {
    return ports;
  }

  /** Whether the session has a connection. */
  boolean isActive(SessionId id) {
    LiveSession live = sessions.get(id);
    return live != null && live.connections() > 0;
  }

  /** The sessions that have a connection, by id. */
  public List<SessionId> active() {
    return sessions.values().stream().filter(session -> session.connections() > 0).map(LiveSession::id).sorted().toList();
  }

  /** How much is in memory now. */
  public Status status() {
    int active = 0;
    int connections = 0;
    for (LiveSession session : sessions.values()) {
      int here = session.connections();
      connections += here;
      active += here > 0 ? 1 : 0;
    }
    return new Status(active, connections, sessions.size(), commit.backlog(),
        StorageChecks.of(ports.journal(), commit.backlog(), settings.backlogLimit()));
  }

  /** {@code activeSessions} have a connection; {@code loadedSessions} are in memory; {@code backlog}: entries not yet stored. */
  public record Status(
      int activeSessions, int connections, int loadedSessions, int backlog, StorageChecks storage) {}

  /**
   * Stops: takes nobody in, sends everybody away and waits, at most {@code timeoutMillis}, until everything decided is stored.
   *
   * @return whether everything was stored
   */
  public boolean stop(long timeoutMillis) {
    accepting = false;
    boolean stored = commit.awaitEmpty(timeoutMillis);
    sessions.values().forEach(session -> session.runSurely(() -> session.end(Ending.GOING_DOWN)));
    stored &= commit.awaitEmpty(timeoutMillis);
    commit.stop();
    return stored;
  }
}
