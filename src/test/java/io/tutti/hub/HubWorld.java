package io.tutti.hub;

import io.tutti.access.Role;
import io.tutti.contract.Logs;
import io.tutti.contract.MemoryAuditLog;
import io.tutti.contract.MemoryJournal;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Member;
import io.tutti.session.SessionDescription;
import io.tutti.simulation.GatedJournal;
import io.tutti.simulation.PumpedExecutor;
import io.tutti.simulation.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A hub with everything around it in the test's hand. Publishing happens in the thread of the commit, storage work at once in
 * the caller's, unless {@link #storage} is taken over. Closed at the end, whatever happens.
 */
final class HubWorld implements AutoCloseable {

  static final SessionId ROOM = new SessionId("room");

  final MemoryJournal stored = new MemoryJournal();
  final GatedJournal journal = new GatedJournal(stored);
  final VirtualTime time = new VirtualTime(1_000_000);
  final PumpedExecutor storage = new PumpedExecutor();
  final List<String> incidents = new CopyOnWriteArrayList<>();
  final List<Thread> threads = new CopyOnWriteArrayList<>();
  final MemoryAuditLog auditLog = new MemoryAuditLog();
  final Map<UserId, String> teams = new ConcurrentHashMap<>();
  final AuditQueue audit = new AuditQueue(auditLog, false, address -> address, time::millis);
  final SessionHub hub;
  final AtomicInteger storageTasks = new AtomicInteger();
  volatile boolean pumped;

  HubWorld() {
    this(new HubSettings(true, 1_000, 1_000, 0, 20_000, 10_000, 60_000, 500));
  }

  HubWorld(HubSettings settings) {
    Executor storing = task -> {
      storageTasks.incrementAndGet();
      if (pumped) {
        storage.execute(task);
      } else {
        task.run();
      }
    };
    hub = new SessionHub(new HubPorts(journal, Logs.NO_ARCHIVE, Logs.RULES, Runnable::run, Runnable::run, storing, time, this::thread, new Noted(),
        time::millis, System::nanoTime, audit, teams::get, (session, address) -> false), settings);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "commit");
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  final class Noted implements Incidents {
    @Override
    public void sessionFailed(SessionId session, String what, Throwable cause) {
      incidents.add(session + ": " + what + " (" + cause + ")");
    }

    @Override
    public void commitFailed(int sessions, Throwable cause) {
      incidents.add("commit of " + sessions);
    }
  }

  static Member person(String name) {
    return new Member(new UserId(name), name, "#123456", Role.EDITOR, true, false);
  }

  static Command mu(double value) {
    return new Command.UpdateParameters(Map.of("mu", value), null);
  }

  /** The value of the {@code n}-th update of a test: each differs from the one before. */
  static Command nth(int n) {
    return mu(0.5 + (n % 1_000) * 0.0002);
  }

  /** Like {@link #nth}, of another parameter: in conflict with no update of that one. */
  static Command otherNth(int n) {
    return new Command.UpdateParameters(Map.of("omega", 0.5 + (n % 1_000) * 0.001), null);
  }

  /** Does storage work, any of it first, until {@code done}. */
  void pumpUntil(BooleanSupplier done) {
    Random random = new Random(1);
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it never happens");
      }
      storage.runAny(random);
      Thread.onSpinWait();
    }
  }

  /** Lets the time pass after which sessions without connections leave memory, and waits until all have. */
  void rest() {
    awaitStored();
    storage.runAll();
    time.pass(60_001);
    pumpUntil(() -> hub.status().loadedSessions() == 0);
  }

  /** Makes the room, which joining does not do once it was deleted. */
  void createAgain() {
    hub.create(SessionDescription.onJoining(ROOM, 500, time.millis()));
  }

  /** Waits until everything decided in the room is stored. */
  void awaitStored() {
    hub.report(ROOM);
  }

  Seat join(String name, FakePeer peer) {
    return join(ROOM, name, peer, null);
  }

  Seat join(SessionId room, String name, FakePeer peer, @Nullable Long lastSeen) {
    return hub.join(room, new Newcomer(person(name), new ClientId("tab-" + name), lastSeen), peer);
  }

  /** Everything that is stored of the room. */
  List<Entry> log() {
    return log(ROOM);
  }

  List<Entry> log(SessionId room) {
    return stored.read(room, 1, Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    journal.cutOff();
    pumped = false;
    hub.stop(0);
    storage.clear();
  }
}
