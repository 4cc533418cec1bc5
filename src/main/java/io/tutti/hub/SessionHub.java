package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Journal;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The sessions that are in memory, and the way to all others. One per node. Lock order: none is held while another is taken;
 * a session's mailbox may call into the group commit, never the other way round. Thread-safe.
 */
public final class SessionHub {

  private static final long PATIENCE_SECONDS = 10;

  private final HubPorts ports;
  private final HubSettings settings;
  private final GroupCommit commit;
  private final Map<SessionId, LiveSession> sessions = new ConcurrentHashMap<>();
  private volatile boolean accepting = true;

  public SessionHub(HubPorts ports, HubSettings settings) {
    this.ports = ports;
    this.settings = settings;
    this.commit = new GroupCommit(ports, settings);
  }

  /**
   * Lets a newcomer in, loading the session or creating it where that is allowed. The peer is told
   * {@link Notice.Welcomed}, or is ended. What is wished on the seat before that waits its turn.
   */
  public Seat join(SessionId id, Newcomer newcomer, Peer peer) {
    ConnectionSeat seat = new ConnectionSeat(commit, ports, newcomer, peer);
    if (accepting) {
      enter(id, newcomer, peer, seat);
    } else {
      peer.end(Ending.GOING_DOWN);
    }
    return seat;
  }

  private void enter(SessionId id, Newcomer newcomer, Peer peer, ConnectionSeat seat) {
    LiveSession session = session(id, settings.autocreate());
    seat.sitIn(session);
    boolean running = session.run(() -> {
      if (!session.isEnded()) {
        new Admission(session, ports, settings.replayLimit(), newcomer, peer, seat).proceed();
      } else if (session.endedBecause().isPresent()) {
        peer.end(session.endedBecause().get());
      } else {
        // It went to rest while the newcomer was at the door: it is loaded again.
        ports.storage().execute(() -> enter(id, newcomer, peer, seat));
      }
    });
    if (!running) {
      peer.end(Ending.UNAVAILABLE);
    }
  }

  private LiveSession session(SessionId id, boolean create) {
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
        ports.storage().execute(() -> load(fresh, create));
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

  private void load(LiveSession session, boolean create) {
    try {
      Optional<Journal.Opened> opened = ports.journal().open(session.id());
      if (opened.isEmpty() && create) {
        ports.journal().create(SessionDescription.onJoining(
            session.id(), settings.conflictWindowMillis(), ports.nowMillis().getAsLong()));
        opened = ports.journal().open(session.id());
      }
      if (opened.isPresent()) {
        session.begin(opened.get());
      } else {
        session.fail(Ending.NO_SUCH_SESSION);
      }
    } catch (RuntimeException | Error e) {
      ports.incidents().sessionFailed(session.id(), "it could not be loaded", e);
      session.fail(Ending.UNAVAILABLE);
    }
  }

  /**
   * Creates a session; false where the id exists.
   *
   * @throws io.tutti.session.JournalFailure where it cannot be stored
   */
  public boolean create(SessionDescription description) {
    return ports.journal().create(description);
  }

  /** A session as it is now, live or not; empty where there is none. */
  public Optional<Report> report(SessionId id) {
    LiveSession live = sessions.get(id);
    if (live != null && !live.isEnded()) {
      Optional<Report> report = ask(live, () -> new Report(live.view(), live.attendance()));
      if (report.isPresent()) {
        return report;
      }
    }
    return ports.journal().open(id).map(
        opened -> new Report(SessionView.of(opened.state()), new Notice.Attendance(Map.of())));
  }

  /** What anybody may see of a session, and how many connections its users have. */
  public record Report(SessionView view, Notice.Attendance attendance) {

    /** The connections to the session. */
    public int connections() {
      return attendance.connections().values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Asks in the mailbox and waits until the answer may be said; empty where the session has gone. */
  private <T> Optional<T> ask(LiveSession session, Supplier<T> question) {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    boolean running = session.run(() -> {
      if (session.isEnded()) {
        answer.complete(Optional.empty());
        return;
      }
      T made = question.get();
      session.outputs().say(session.state().seq(), () -> answer.complete(Optional.of(made)));
    });
    return running ? await(answer) : Optional.empty();
  }

  private static <T> Optional<T> await(CompletableFuture<Optional<T>> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /**
   * Carries out a command that comes over no connection, loading the session where needed; done when it is stored. Empty where
   * there is no such session or it went away meanwhile.
   */
  public Optional<Outcome> perform(SessionId id, UserId actor, Command command) {
    if (ports.journal().describe(id).isEmpty()) {
      return Optional.empty();
    }
    LiveSession session = session(id, false);
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    session.gone().thenAccept(gone -> outcome.complete(Optional.empty()));
    boolean running = session.run(() -> {
      if (session.isEnded()) {
        outcome.complete(Optional.empty());
        return;
      }
      session.decide(null, actor, command, null,
          rejected -> outcome.complete(Optional.of(new Outcome.Refused(rejected.code(), rejected.message()))),
          (seq, changed, questions) -> outcome.complete(Optional.of(new Outcome.Done(seq))));
    });
    return running ? await(outcome) : Optional.empty();
  }

  /** Deletes a session and sends everybody in it away; false where there was none. */
  public boolean delete(SessionId id) {
    if (ports.journal().describe(id).isEmpty()) {
      return false;
    }
    LiveSession session = session(id, false);
    boolean running = session.run(() -> {
      if (!session.isEnded()) {
        session.delete(() -> ports.journal().delete(id));
      }
    });
    if (!running) {
      throw new IllegalStateException("the session is too busy to be deleted");
    }
    awaitGone(session);
    return true;
  }

  /** Drops the log behind the session's present place, from which it goes on; false where there is no such session. */
  public boolean forget(SessionId id) {
    if (ports.journal().describe(id).isEmpty()) {
      return false;
    }
    LiveSession session = session(id, false);
    Optional<SessionSnapshot> snapshot = ask(session, session::forgetPast);
    snapshot.ifPresent(kept -> ports.journal().forget(id, kept));
    return snapshot.isPresent();
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
    return new Status(active, connections, sessions.size(), commit.backlog(), ports.journal().isHealthy());
  }

  /** {@code activeSessions} have a connection; {@code loadedSessions} are in memory; {@code backlog}: entries not yet stored. */
  public record Status(
      int activeSessions, int connections, int loadedSessions, int backlog, boolean journalHealthy) {}

  /**
   * Stops: takes nobody in, sends everybody away and waits, at most {@code timeoutMillis}, until everything decided is stored.
   *
   * @return whether everything was stored
   */
  public boolean stop(long timeoutMillis) {
    accepting = false;
    boolean stored = commit.awaitEmpty(timeoutMillis);
    sessions.values().forEach(session -> session.run(() -> session.end(Ending.GOING_DOWN)));
    stored &= commit.awaitEmpty(timeoutMillis);
    commit.stop();
    return stored;
  }
}
