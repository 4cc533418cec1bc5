package io.tutti.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The process that makes the load. It takes commands line by line from its standard input and answers each
 * with one line; at the input's end it exits, so that it never outlives the benchmark.
 *
 * <pre>{@code
 * open prefix=a sessions=100 users=10 senders=10 rate=90   creates and joins -> opened connections=1000 millis=…
 * run rate=2.0 warmup=10 seconds=30 drain=10 seed=1 moves=0  sends and counts  -> result …
 * join session=a0                                          one user more     -> joined joinMicros=…
 * check                                                    fails if anything has gone wrong so far
 * end
 * }</pre>
 *
 * <p>Confined to the main thread, beside its {@link Reactor}s.
 */
public final class LoadGenerator {

  private static final int JOIN_TIMEOUT_SECONDS = 120;
  private static final int COALESCED_SECONDS = 4;

  private final long epochNanos = System.nanoTime();
  private final List<Room> rooms = new ArrayList<>();
  private final List<Reactor> reactors = new ArrayList<>();
  private final Door door;
  private final ProcessAccount server;
  private final boolean relay;
  private final boolean batch;
  private final Talk talk;
  private int connections;

  private LoadGenerator(Figures setting) throws IOException {
    relay = setting.text("target").equals("relay");
    batch = setting.text("batch").equals("true");
    talk = Talk.valueOf(setting.text("talk"));
    door = new Door(setting.count("port"));
    server = new ProcessAccount(setting.whole("server"));
    for (int i = 0; i < setting.count("threads"); i++) {
      var reactor = new Reactor("load-" + i, epochNanos, relay, talk);
      reactors.add(reactor);
      reactor.start();
    }
  }

  /** @param args {@code port=… server=<pid> target=relay|tutti threads=1|2 talk=UPDATES batch=false} */
  public static void main(String[] args) throws Exception {
    var generator = new LoadGenerator(Figures.parse("setting " + String.join(" ", args)));
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null && !line.equals("end"); line = commands.readLine()) {
      System.out.println(generator.answer(Figures.parse(line)));
      System.out.flush();
    }
    generator.reactors.forEach(Reactor::end);
    System.exit(0);
  }

  private Figures answer(Figures command) throws Exception {
    try {
      return switch (command.word()) {
        case "open" -> open(command);
        case "run" -> run(command);
        case "join" -> join(command);
        case "check" -> check();
        default -> new Figures("failed").with("why", "unknown_command");
      };
    } catch (IOException | IllegalStateException | TimeoutException e) {
      System.err.println("generator: " + e);
      return new Figures("failed").with("why", e.toString().replace(' ', '_'));
    }
  }

  private Figures open(Figures command) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long gapNanos = (long) (1e9 / command.real("rate"));
    int first = rooms.size();
    for (int i = 0; i < command.count("sessions"); i++) {
      var room = new Room(command.text("prefix") + i, rooms.size(), command.count("users"), command.count("senders"));
      // Where the first user has something to begin, joining makes the session, and the first user its host.
      if (!relay && talk.opening().isEmpty()) {
        door.create(room, talk);
      }
      rooms.add(room);
    }
    List<Room> opened = rooms.subList(first, rooms.size());
    // The first users first, and alone: where joining makes the session, its first user is its host.
    seat(opened, 0, 1, gapNanos);
    seat(opened, 1, command.count("users"), gapNanos);
    return new Figures("opened").with("connections", connections).with("millis", (System.nanoTime() - began) / 1_000_000);
  }

  /** Lets the users from {@code from} to before {@code to} of all these rooms join, and waits until they have. */
  private void seat(List<Room> into, int from, int to, long gapNanos) throws IOException, InterruptedException {
    long due = System.nanoTime();
    for (Room room : into) {
      for (int user = from; user < to; user++) {
        pause(due);
        due += gapNanos;
        seat(room, user);
      }
    }
    awaitJoined();
  }

  private void seat(Room room, int user) throws IOException, InterruptedException {
    SocketChannel channel = door.enter(room);
    if (!relay) {
      Door.send(channel, Room.auth(user, "c" + connections, batch));
    }
    channel.configureBlocking(false);
    Reactor reactor = reactors.get(connections++ % reactors.size());
    reactor.adopt(new Connection(channel, room, user, talk, reactor));
  }

  private void awaitJoined() throws IOException {
    long deadline = System.nanoTime() + JOIN_TIMEOUT_SECONDS * 1_000_000_000L;
    int joined = 0;
    while (joined < connections) {
      joined = reactors.stream().mapToInt(Reactor::joins).sum();
      String failure = failure();
      if (failure != null || System.nanoTime() > deadline) {
        throw new IOException(joined + " of " + connections + " users joined; first failure: " + failure);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void pause(long untilNanos) {
    for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private @Nullable String failure() {
    return reactors.stream().map(Reactor::failure).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private Figures run(Figures command) throws Exception {
    var pace = new Schedule.Pace(command.real("rate"), command.count("warmup"), command.count("seconds"));
    int[] senders = rooms.stream().mapToInt(Room::senders).toArray();
    long start = micros() + 500_000;
    Schedule plan = Schedule.of(pace, start, senders, command.whole("seed"));
    Schedule moves = moves(command, pace, start);
    for (Reactor reactor : reactors) {
      if (!reactor.call(() -> reactor.begin(plan, moves))) {
        throw new IllegalStateException("the generator was not ready in time; the machine is too busy");
      }
    }
    long before = delivered();
    Mark from = mark(plan.windowFromMicros());
    Mark to = mark(plan.windowToMicros());
    drain(before + deliveriesDue(plan), command.count("drain"));
    return figures(from, to, settle());
  }

  /** When cursors move beside what is counted, or null where they do not: every user's does. */
  private @Nullable Schedule moves(Figures command, Schedule.Pace pace, long start) {
    double rate = command.real("moves");
    return rate == 0 ? null : Schedule.of(new Schedule.Pace(rate, pace.warmupSeconds(), pace.seconds()), start,
        rooms.stream().mapToInt(Room::senders).toArray(), command.whole("seed") + 1);
  }

  private long micros() {
    return (System.nanoTime() - epochNanos) / 1000;
  }

  /** The accounts at one moment of the run. */
  private record Mark(long nanos, long deliveries, long serverMillis, long ownMillis) {}

  private Mark mark(long micros) throws IOException {
    pause(epochNanos + micros * 1000);
    long own = new ProcessAccount(ProcessHandle.current().pid()).cpuMillis();
    return new Mark(System.nanoTime(), delivered(), server.cpuMillis(), own);
  }

  private long delivered() {
    return reactors.stream().mapToLong(Reactor::deliveries).sum();
  }

  /**
   * Waits until everything that is due has come, so many seconds at most: what is still missing then is lost. How much is due
   * is not known where newer things take the place of older ones: there it waits for some seconds.
   */
  private void drain(long expected, int seconds) {
    long end = System.nanoTime() + (talk.coalesces() ? Math.min(seconds, COALESCED_SECONDS) : seconds) * 1_000_000_000L;
    while (System.nanoTime() < end && (talk.coalesces() || delivered() < expected)) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private long deliveriesDue(Schedule plan) {
    return rooms.stream().mapToLong(r -> (long) plan.updates() * r.senders() * (r.users() - (relay ? 1 : 0))).sum();
  }

  private Tally settle() throws Exception {
    int[][] sent = rooms.stream().map(r -> new int[r.senders()]).toArray(int[][]::new);
    for (Reactor reactor : reactors) {
      for (int[] one : reactor.call(reactor::sent)) {
        sent[one[0]][one[1]] = one[2];
      }
    }
    var whole = new Tally();
    for (Reactor reactor : reactors) {
      whole.add(reactor.call(() -> reactor.settle(sent)));
    }
    return whole;
  }

  private Figures figures(Mark from, Mark to, Tally tally) {
    String failure = failure();
    if (failure != null) {
      System.err.println("generator: first failure: " + failure);
    }
    return new Figures("result")
        .with("millis", (to.nanos() - from.nanos()) / 1_000_000)
        .with("deliveries", to.deliveries() - from.deliveries())
        .with("serverCpuMillis", to.serverMillis() - from.serverMillis())
        .with("generatorCpuMillis", to.ownMillis() - from.ownMillis())
        .with("sent", tally.sent)
        .with("unsent", tally.unsent)
        .with("expected", tally.expected)
        .with("delivered", tally.delivered)
        .with("lost", tally.lost)
        .with("duplicated", tally.duplicated)
        .with("outOfOrder", tally.outOfOrder)
        .with("seqBreaks", tally.seqBreaks)
        .with("strays", tally.strays)
        .with("errors", tally.errors)
        .with("closed", tally.closed)
        .with("bytes", tally.receivedBytes)
        .with("messages", tally.messages)
        .with("connections", connections)
        .with("replacedP50", tally.replaced.getValueAtPercentile(50))
        .with("replacedP99", tally.replaced.getValueAtPercentile(99))
        .with("p50", tally.latency.getValueAtPercentile(50))
        .with("p95", tally.latency.getValueAtPercentile(95))
        .with("p99", tally.latency.getValueAtPercentile(99))
        .with("max", tally.latency.getMaxValue())
        .with("sendDelayP99", tally.sendDelay.getValueAtPercentile(99));
  }

  private Figures check() throws IOException {
    String failure = failure();
    if (failure != null) {
      throw new IOException(failure);
    }
    return new Figures("fine");
  }

  /** Joins a session that this generator may not have opened, and says how long that took from its {@code auth}. */
  private Figures join(Figures command) throws IOException, InterruptedException {
    var room = new Room(command.text("session"), rooms.size(), 1, 0);
    rooms.add(room);
    long began = System.nanoTime();
    SocketChannel channel = door.enter(room);
    long entered = System.nanoTime();
    Door.send(channel, Room.auth(0, "join" + connections, batch));
    channel.configureBlocking(false);
    Reactor reactor = reactors.get(connections++ % reactors.size());
    reactor.adopt(new Connection(channel, room, 0, talk, reactor));
    int wanted = connections;
    long deadline = began + JOIN_TIMEOUT_SECONDS * 1_000_000_000L;
    while (reactors.stream().mapToInt(Reactor::joins).sum() < wanted) {
      if (failure() != null || System.nanoTime() > deadline) {
        throw new IOException("session " + room.id() + " was not joined: " + failure());
      }
      LockSupport.parkNanos(100_000);
    }
    long joined = System.nanoTime();
    return new Figures("joined")
        .with("upgradeMicros", (entered - began) / 1000)
        .with("joinMicros", (joined - entered) / 1000);
  }
}
