package io.tutti.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
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
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final AtomicLong deliveries = new AtomicLong();
  private final AtomicInteger joins = new AtomicInteger();
  private final List<Connection> connections = new ArrayList<>();
  private final byte[] scratch = new byte[FrameReader.MAX_MESSAGE + 64];
  private final byte[] line = new byte[256];
  private final ByteBuffer frame = ByteBuffer.allocateDirect(4096);
  private final BroadcastScan scan = new BroadcastScan();
  private volatile @Nullable String failure;
  private volatile boolean stopped;
  private Tally tally = new Tally();
  private @Nullable Schedule schedule;
  private Connection[] senders = {};
  private int nextSender;
  private int round;
  private long nowMicros;
  private long passDeliveries;
  private int nextBeat;
  private long nextBeatMicros;

  /** @param relay whether the server is a bare relay: no joining, no echo to the sender */
  Reactor(String name, long epochNanos, boolean relay) throws IOException {
    super(name);
    this.selector = Selector.open();
    this.epochNanos = epochNanos;
    this.relay = relay;
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
        long wait = sendDue();
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
  private long sendDue() {
    Schedule plan = schedule;
    if (plan == null || senders.length == 0) {
      return MAX_WAIT_MILLIS;
    }
    for (int sends = 0; round < plan.updates(); sends++) {
      Connection sender = senders[nextSender];
      long due = plan.dueMicros(sender.room.index(), sender.user, round);
      long now = micros();
      if (due > now) {
        return Math.min(MAX_WAIT_MILLIS, (due - now + 999) / 1000);
      }
      if (sends == MAX_SENDS_PER_PASS) {
        return 0;
      }
      send(sender, plan, due, now);
      if (++nextSender == senders.length) {
        nextSender = 0;
        round++;
      }
    }
    return MAX_WAIT_MILLIS;
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
      sender.update(due, due);
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

  void delivered(Connection to, int sender, long value) {
    passDeliveries++;
    Schedule plan = schedule;
    int k = plan == null || sender >= to.room.senders() ? -1 : plan.updateOf(to.room.index(), sender, value);
    if (k < 0) {
      tally.strays++;
      return;
    }
    switch (to.ledger.enter(sender, k)) {
      case DUPLICATE -> tally.duplicated++;
      case OUT_OF_ORDER -> {
        tally.outOfOrder++;
        tally.delivered++;
      }
      case IN_ORDER -> tally.delivered++;
    }
    if (plan != null && plan.measured(value)) {
      Tally.record(tally.latency, nowMicros - value);
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

  /** Begins a run with clean counts. */
  boolean begin(Schedule plan) {
    tally = new Tally();
    for (Connection connection : connections) {
      connection.ledger.reset();
      connection.sentInRun = 0;
    }
    senders = connections.stream()
        .filter(c -> c.user < c.room.senders())
        .sorted(Comparator.comparingLong(c -> plan.dueMicros(c.room.index(), c.user, 0)))
        .toArray(Connection[]::new);
    nextSender = 0;
    round = 0;
    schedule = plan;
    return micros() < plan.startMicros();
  }

  /** How many updates each sender here has sent: room, user, count. */
  List<int[]> sent() {
    List<int[]> counts = new ArrayList<>();
    for (Connection sender : senders) {
      counts.add(new int[] {sender.room.index(), sender.user, sender.sentInRun});
    }
    return counts;
  }

  /** Ends the run and counts what never came, given what every sender of every room sent. */
  Tally settle(int[][] sentOfRooms) {
    for (Connection connection : connections) {
      int[] sent = sentOfRooms[connection.room.index()];
      tally.lost += connection.ledger.missing();
      for (int sender = 0; sender < connection.room.senders(); sender++) {
        if (!relay || sender != connection.user) {
          tally.expected += sent[sender];
          tally.lost += connection.ledger.tail(sender, sent[sender]);
        }
      }
    }
    schedule = null;
    return tally;
  }
}
