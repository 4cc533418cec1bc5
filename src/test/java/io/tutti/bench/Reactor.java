package io.tutti.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One thread of the load generator: a selector over its share of the connections, and the sending of their
 * updates on schedule.
 *
 * <p>Thread-safe: {@link #adopt}, {@link #call}, {@link #deliveries}, {@link #joins} and {@link #failure};
 * everything else is confined to the thread itself.
 */
final class Reactor extends Thread {

  private static final int MAX_WAIT_MILLIS = 20;

  /** A generator that is behind its schedule still reads after so many updates. */
  private static final int MAX_SENDS_PER_PASS = 64;

  /** Between two pings of one user, as real clients send them. */
  private static final long HEARTBEAT_MICROS = 25_000_000;

  private static final byte[] PING = Bytes.ascii("{\"type\":\"ping\"}");

  private final Selector selector;
  private final long epochNanos;
  private final boolean relay;
  private final Talk talk;
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final AtomicLong deliveries = new AtomicLong();
  private final AtomicInteger joins = new AtomicInteger();
  private final List<Connection> connections = new ArrayList<>();
  private final byte[] scratch = new byte[FrameReader.MAX_MESSAGE + 64];
  private final byte[] line = new byte[512];
  private final ByteBuffer frame = ByteBuffer.allocateDirect(4096);
  private final BroadcastScan scan;
  private volatile @Nullable String failure;
  private volatile boolean stopped;
  private Tally tally = new Tally();
  private @Nullable Pacer pacer;
  private @Nullable Pacer cursors;
  private long nowMicros;
  private long passDeliveries;
  private int nextBeat;
  private long nextBeatMicros;

  /** @param relay whether the server is a bare relay: no joining, no echo to the sender */
  Reactor(String name, long epochNanos, boolean relay, Talk talk) throws IOException {
    super(name);
    this.selector = Selector.open();
    this.epochNanos = epochNanos;
    this.relay = relay;
    this.talk = talk;
    this.scan = new BroadcastScan(relay ? talk.sent() : talk.shown());
    setDaemon(true);
  }

  /** Takes over a connected, upgraded, non-blocking connection. */
  void adopt(Connection connection) {
    order(() -> {
      connections.add(connection);
      try {
        connection.registered(connection.channel.register(selector, SelectionKey.OP_READ, connection));
      } catch (IOException e) {
        broken(connection, e.toString());
      }
    });
  }

  /** Runs something on this thread and waits for its answer, at most 30 s. */
  <T> T call(Callable<T> work) throws InterruptedException, TimeoutException {
    var task = new FutureTask<>(work);
    order(task);
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void order(Runnable order) {
    orders.add(order);
    selector.wakeup();
  }

  /** Deliveries since the thread began; may lag by one pass of the selector. */
  long deliveries() {
    return deliveries.get();
  }

  int joins() {
    return joins.get();
  }

  /** The first thing that went wrong, if any. */
  @Nullable String failure() {
    return failure;
  }

  void end() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
          order.run();
        }
        long wait = Math.min(sendDue(pacer, true), sendDue(cursors, false));
        beat();
        if (wait <= 0) {
          selector.selectNow(this::ready);
        } else {
          selector.select(this::ready, wait);
        }
        deliveries.lazySet(deliveries.get() + passDeliveries);
        passDeliveries = 0;
      }
    } catch (IOException | RuntimeException e) {
      failed(e.toString());
      e.printStackTrace();
    }
  }

  private void ready(SelectionKey key) {
    var connection = (Connection) key.attachment();
    try {
      if (key.isReadable()) {
        connection.readable(scratch);
      }
      if (key.isValid() && key.isWritable()) {
        connection.writable();
      }
    } catch (IOException | FrameReader.BadFrame e) {
      broken(connection, e.getMessage());
    }
  }

  /** Sends what is due; returns how many milliseconds there are until the next, rounded up, 0 if one is due. */
  private long sendDue(@Nullable Pacer turns, boolean counted) {
    if (turns == null) {
      return MAX_WAIT_MILLIS;
    }
    for (int sends = 0; sends < MAX_SENDS_PER_PASS; sends++) {
      long due = turns.dueMicros();
      long now = micros();
      if (due > now) {
        return due == Long.MAX_VALUE ? MAX_WAIT_MILLIS : Math.min(MAX_WAIT_MILLIS, (due - now + 999) / 1000);
      }
      if (counted) {
        send(turns.take(), turns.plan, due, now);
      } else {
        move(turns.take(), due);
      }
    }
    return 0;
  }

  /** Lets the next user ping when its turn has come; the turns are spread evenly. */
  private void beat() {
    long now = micros();
    if (relay || connections.isEmpty() || now < nextBeatMicros) {
      return;
    }
    nextBeatMicros = now + HEARTBEAT_MICROS / connections.size();
    nextBeat = (nextBeat + 1) % connections.size();
    Connection connection = connections.get(nextBeat);
    try {
      connection.send(ClientFrames.TEXT, PING, 0, PING.length);
    } catch (IOException e) {
      broken(connection, e.getMessage());
    }
  }

  private void send(Connection sender, Schedule plan, long due, long now) {
    if (!sender.open) {
      tally.unsent++;
      return;
    }
    try {
      sender.say(due);
      sender.sentInRun++;
      tally.sent++;
      if (plan.measured(due)) {
        Tally.record(tally.sendDelay, now - due);
      }
    } catch (IOException e) {
      tally.unsent++;
      broken(sender, e.getMessage());
    }
  }

  /** Moves a cursor that nobody counts. */
  private void move(Connection sender, long due) {
    try {
      sender.move(due);
    } catch (IOException e) {
      broken(sender, e.getMessage());
    }
  }

  private long micros() {
    return (System.nanoTime() - epochNanos) / 1000;
  }

  // What a connection tells its reactor.

  boolean relay() {
    return relay;
  }

  BroadcastScan scan() {
    return scan;
  }

  byte[] line() {
    return line;
  }

  ByteBuffer frame() {
    return frame.clear();
  }

  Tally tally() {
    return tally;
  }

  /** Bytes have just come; everything in them arrived now. */
  void arrived(int bytes) {
    nowMicros = micros();
    tally.receivedBytes += bytes;
  }

  void joined() {
    joins.incrementAndGet();
  }

  /** A message came that shows what others said; {@code value}: see {@link Schedule}. */
  void delivered(Connection to, int sender, long value) {
    if (talk.coalesces() && sender == to.user) {
      // Whether one is shown one's own cursor is the server's choice; nobody looks at it.
      return;
    }
    passDeliveries++;
    Pacer turns = pacer;
    Schedule plan = turns == null ? null : turns.plan;
    int k = plan == null || sender >= to.room.senders() ? -1 : plan.updateOf(to.room.index(), sender, value);
    if (plan == null || k < 0) {
      tally.strays++;
      return;
    }
    if (talk.coalesces() && plan.measured(value)) {
      long before = to.ledger.last(sender);
      if (before >= 0) {
        Tally.record(tally.replaced, nowMicros - plan.dueMicros(to.room.index(), sender, before));
      }
    }
    switch (to.ledger.enter(sender, k)) {
      case DUPLICATE -> tally.duplicated++;
      case OUT_OF_ORDER -> {
        tally.outOfOrder++;
        tally.delivered++;
      }
      case IN_ORDER -> tally.delivered++;
    }
    if (plan.measured(value)) {
      Tally.record(tally.latency, nowMicros - value);
    }
  }

  /** A message with what others said has come, whatever is in it. */
  void shown() {
    Pacer turns = pacer;
    if (turns != null && turns.plan.measured(nowMicros)) {
      tally.messages++;
    }
  }

  void error(Connection at, String text) {
    tally.errors++;
    failed(at.room.id() + "/u" + at.user + " got " + text);
  }

  void broken(Connection connection, @Nullable String why) {
    if (!connection.open) {
      return;
    }
    connection.open = false;
    tally.closed++;
    failed(connection.room.id() + "/u" + connection.user + " lost its connection: " + why);
    try {
      connection.channel.close();
    } catch (IOException e) {
      failed(e.toString());
    }
  }

  private void failed(String what) {
    if (failure == null) {
      failure = what;
    }
  }

  // A run; each of these through call().

  /** Begins a run with clean counts; {@code moves}: when everybody's cursor moves beside it, or null. */
  boolean begin(Schedule plan, @Nullable Schedule moves) {
    tally = new Tally();
    for (Connection connection : connections) {
      connection.ledger.reset();
      connection.sentInRun = 0;
    }
    pacer = new Pacer(plan, connections);
    cursors = moves == null ? null : new Pacer(moves, connections);
    return micros() < plan.startMicros();
  }

  /** How many updates each sender here has sent: room, user, count. */
  List<int[]> sent() {
    List<int[]> counts = new ArrayList<>();
    Connection[] senders = pacer == null ? new Connection[0] : pacer.senders();
    for (Connection sender : senders) {
      counts.add(new int[] {sender.room.index(), sender.user, sender.sentInRun});
    }
    return counts;
  }

  /** Ends the run and counts what never came, given what every sender of every room sent. */
  Tally settle(int[][] sentOfRooms) {
    for (Connection connection : connections) {
      int[] sent = sentOfRooms[connection.room.index()];
      for (int sender = 0; sender < connection.room.senders(); sender++) {
        if (!(relay || talk.coalesces()) || sender != connection.user) {
          tally.expected += talk.coalesces() ? Math.min(1, sent[sender]) : sent[sender];
          // Of cursors only the last one has to come.
          long tail = connection.ledger.tail(sender, sent[sender]);
          tally.lost += talk.coalesces() ? Math.min(1, tail) : tail;
        }
      }
      tally.lost += talk.coalesces() ? 0 : connection.ledger.missing();
    }
    pacer = null;
    cursors = null;
    return tally;
  }
}
