package io.tutti.launch;

import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's connections, with an end to requests whose headers do not end: Tomcat begins its time-out again with every byte that
 * comes. Who has begun a request has {@value #HEADER_SECONDS} s to send the whole of its headers; where more than
 * {@link #maxHalfOpen} are at it, those that began first are closed, for whoever means it needs milliseconds. Thread-safe.
 */
final class BoundedEndpoint extends NioEndpoint {

  private static final int HEADER_SECONDS = 10;
  private static final long ROUND_NANOS = 250_000_000L;
  /** What a request that has begun costs, about: Tomcat's parser and its buffer. */
  private static final int HALF_OPEN_BYTES = 32 << 10;
  private static final int MIN_HALF_OPEN = 500;

  /** A sixteenth of the heap may be spent on requests that have only begun. */
  private final int maxHalfOpen =
      (int) Math.min(20_000, Math.max(MIN_HALF_OPEN, Runtime.getRuntime().maxMemory() / 16 / HALF_OPEN_BYTES));

  /** A connection with a part of a request's headers, since when. */
  private record HalfOpen(SocketWrapperBase<NioChannel> connection, long sinceNanos) {}

  /** One event of one connection. */
  private final class Work extends SocketProcessor implements RequestThreads.OfConnection {

    Work(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
      super(connection, event);
    }

    @Override
    public boolean isWebSocket() {
      return socketWrapper.getCurrentProcessor() instanceof Processor processor && processor.isUpgrade();
    }
  }

  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
    return new Work(connection, event);
  }

  @Override
  public void startInternal() throws Exception {
    super.startInternal();
    Thread rounds = new Thread(this::watch, "tutti-doorway");
    rounds.setDaemon(true);
    rounds.start();
  }

  private void watch() {
    while (isRunning()) {
      LockSupport.parkNanos(ROUND_NANOS);
      endLate(System.nanoTime());
    }
  }

  private void endLate(long nowNanos) {
    List<HalfOpen> begun = new ArrayList<>();
    for (SocketWrapperBase<NioChannel> connection : getConnections()) {
      Long since = halfOpenSince(connection);
      if (since != null) {
        begun.add(new HalfOpen(connection, since));
      }
    }
    begun.sort(Comparator.comparingLong(each -> each.sinceNanos() - nowNanos));
    int surplus = begun.size() - maxHalfOpen;
    for (HalfOpen each : begun) {
      if (surplus-- <= 0 && nowNanos - each.sinceNanos() < HEADER_SECONDS * 1_000_000_000L) {
        return;
      }
      end(each.connection());
    }
  }

  /** When the request began of whose headers a part has come; null where there is none. */
  private static @Nullable Long halfOpenSince(SocketWrapperBase<NioChannel> connection) {
    if (!(connection.getCurrentProcessor() instanceof Processor processor) || processor.isUpgrade() || processor.isAsync()) {
      return null;
    }
    if (connection instanceof NioSocketWrapper socket && socket.getSendfileData() != null) {
      return null;
    }
    long since = processor.getRequest().getStartTimeNanos();
    return since < 0 ? null : since;
  }

  /** As Tomcat ends a connection that has been silent for too long: in a thread of the pool, which gives back what it held. */
  private void end(SocketWrapperBase<NioChannel> connection) {
    connection.setError(new SocketTimeoutException());
    if (!processSocket(connection, SocketEvent.ERROR, true)) {
      connection.close();
    }
  }

  /** Cuts the connection with this remote address and port, whatever it is at. */
  void cut(String address, int port) {
    for (SocketWrapperBase<NioChannel> connection : getConnections()) {
      if (connection.getRemotePort() == port && address.equals(connection.getRemoteAddr())) {
        connection.close();
      }
    }
  }
}
