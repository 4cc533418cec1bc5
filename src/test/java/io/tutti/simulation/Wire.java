package io.tutti.simulation;

import io.tutti.hub.Ending;
import io.tutti.hub.Notice;
import io.tutti.hub.Peer;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: keeps the order in each direction, delays as long as it likes, and when it is cut, loses what is on the way.
 * The server learns of the cut later than the client, or never. Confined to the simulation.
 */
final class Wire implements Peer {

  private final SimulatedClient client;
  private final Consumer<Published> check;
  private final Deque<Runnable> up = new ArrayDeque<>();
  private final Deque<Object> down = new ArrayDeque<>();
  private @Nullable Seat seat;
  private boolean cut;
  private boolean endedByServer;

  /** {@code check} looks at everything that the server shows here. */
  Wire(SimulatedClient client, Consumer<Published> check) {
    this.client = client;
    this.check = check;
  }

  void send(Runnable message) {
    if (!cut) {
      up.add(message);
    }
  }

  void sit(Seat taken) {
    seat = taken;
  }

  Seat seat() {
    if (seat == null) {
      throw new IllegalStateException("a message came before auth");
    }
    return seat;
  }

  boolean isCut() {
    return cut;
  }

  boolean isQuiet() {
    return up.isEmpty() && down.isEmpty();
  }

  void deliverUp() {
    Runnable message = up.poll();
    if (message != null && !endedByServer) {
      message.run();
    }
  }

  void deliverDown() {
    Object message = down.poll();
    if (message != null) {
      client.hear(this, message);
    }
  }

  /** Whatever is on the way is lost. */
  void cut() {
    cut = true;
    up.clear();
    down.clear();
  }

  /** The server learns that the connection is gone. */
  void noticed() {
    if (seat != null) {
      seat.leave();
    }
  }

  @Override
  public void show(Published event) {
    check.accept(event);
    tellClient(event.entry());
  }

  /** Signals do not matter to the log. */
  @Override
  public void sense(List<Sensed> signals) {}

  @Override
  public void tell(Notice notice) {
    tellClient(notice);
  }

  @Override
  public void end(Ending ending) {
    tellClient(ending);
    endedByServer = true;
  }

  private void tellClient(Object message) {
    if (!cut && !endedByServer) {
      down.add(message);
    }
  }
}
