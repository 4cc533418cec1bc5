package io.tutti.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many sockets of somebody who means harm: each has sent the beginning of something, and sends one byte more now and then. They come
 * from several addresses, as the loopback network has. Thread-safe.
 */
final class SlowSockets implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 2_048;
  private static final long LOOK_NANOS = 20_000_000L;

  private final List<SocketChannel> open = new ArrayList<>();
  private final Thread dripping;
  private final AtomicInteger cut = new AtomicInteger();
  private volatile boolean isOver;

  private SlowSockets(long intervalMillis) {
    dripping = new Thread(() -> drip(intervalMillis), "dripping");
    dripping.setDaemon(true);
  }

  /**
   * Opens {@code count} sockets from {@code addresses} addresses that send {@code beginning} and read nothing; with an interval, each
   * sends one letter more in each, with 0 nothing.
   */
  static SlowSockets open(RunningServer server, int count, int addresses, String beginning, long intervalMillis) {
    SlowSockets sockets = new SlowSockets(intervalMillis);
    byte[] bytes = beginning.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < count; i++) {
      sockets.add(server, "127.0.1." + (1 + i % addresses), bytes);
    }
    if (intervalMillis > 0) {
      sockets.dripping.start();
    }
    return sockets;
  }

  private void add(RunningServer server, String address, byte[] beginning) {
    try {
      SocketChannel socket = SocketChannel.open();
      socket.socket().setReceiveBufferSize(RECEIVE_BUFFER);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
      socket.write(ByteBuffer.wrap(beginning));
      socket.configureBlocking(false);
      synchronized (open) {
        open.add(socket);
      }
    } catch (IOException e) {
      cut.incrementAndGet();
    }
  }

  private void drip(long intervalMillis) {
    while (!isOver) {
      for (SocketChannel socket : all()) {
        try {
          socket.write(ByteBuffer.wrap(new byte[] {'x'}));
        } catch (IOException e) {
          forget(socket);
        }
      }
      LockSupport.parkNanos(intervalMillis * 1_000_000);
    }
  }

  private List<SocketChannel> all() {
    synchronized (open) {
      return List.copyOf(open);
    }
  }

  private void forget(SocketChannel socket) {
    synchronized (open) {
      if (open.remove(socket)) {
        cut.incrementAndGet();
      }
    }
    close(socket);
  }

  /** How many the server has cut, as far as dripping has shown. */
  int cut() {
    return cut.get();
  }

  /** Reads whatever has come, and so finds those that the server has closed; how many are open still. */
  int read() {
    ByteBuffer scratch = ByteBuffer.allocate(1 << 16);
    for (SocketChannel socket : all()) {
      try {
        int count = socket.read(scratch.clear());
        while (count > 0) {
          count = socket.read(scratch.clear());
        }
        if (count < 0) {
          forget(socket);
        }
      } catch (IOException e) {
        forget(socket);
      }
    }
    return all().size();
  }

  /** The first line that comes to the first of them. */
  String firstLine() {
    ByteBuffer line = ByteBuffer.allocate(200);
    long deadline = System.nanoTime() + 30_000_000_000L;
    try {
      while (new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII).indexOf('\n') < 0) {
        if (all().get(0).read(line) < 0 || System.nanoTime() > deadline) {
          throw new AssertionError("nothing came");
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until at most {@code count} are open. */
  void awaitOpen(int count, long seconds) {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    int left = read();
    while (left > count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(left + " sockets are open still");
      }
      LockSupport.parkNanos(LOOK_NANOS);
      left = read();
    }
  }

  private static void close(SocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    isOver = true;
    all().forEach(SlowSockets::close);
  }
}
