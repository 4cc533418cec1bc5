package io.tutti.hub;

import io.tutti.session.Signal;
import io.tutti.session.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows a session's signals to its readers: at most every {@value #INTERVAL_MILLIS} ms, and less often where so many look at so
 * many that it would cost more than {@value #DELIVERIES_PER_MILLI} deliveries a millisecond (rule PRES6). Confined to the
 * session's mailbox.
 */
final class SignalDesk {

  static final long INTERVAL_MILLIS = 50;
  static final long MAX_INTERVAL_MILLIS = 1_000;
  static final long DELIVERIES_PER_MILLI = 160;

  private final Signals signals;
  private final Company company;
  private final HubPorts ports;
  private final Consumer<Runnable> mailbox;
  private long lastShownAt = Long.MIN_VALUE / 2;
  private long interval = INTERVAL_MILLIS;
  private boolean scheduled;
  private long tickDue = Long.MAX_VALUE;

  /** {@code mailbox}: brings a task into the session's mailbox. */
  SignalDesk(Signals signals, Company company, HubPorts ports, Consumer<Runnable> mailbox) {
    this.signals = signals;
    this.company = company;
    this.ports = ports;
    this.mailbox = mailbox;
  }

  /** Takes in a signal; {@code place}: whose, null for the server's own. */
  void offer(@Nullable Place place, Signal signal) {
    boolean hastens = signals.offer(place == null ? 0 : place.number(), signal, now());
    showSoon();
    if (hastens || tickDue == Long.MAX_VALUE) {
      watch();
    }
  }

  /** The client behind {@code place} did something. */
  void heard(Place place) {
    signals.heard(place.number(), now());
    comingsAndGoings();
  }

  /** Somebody came, went or did something: the rest of what that means is shown, and time is watched for them. */
  void comingsAndGoings() {
    if (signals.isWaiting()) {
      showSoon();
    }
    if (tickDue == Long.MAX_VALUE) {
      watch();
    }
  }

  private void showSoon() {
    if (scheduled || !signals.isWaiting()) {
      return;
    }
    long wait = lastShownAt + interval - now();
    if (wait <= 0) {
      show();
    } else {
      scheduled = true;
      ports.scheduler().schedule(() -> mailbox.accept(this::showScheduled), wait, TimeUnit.MILLISECONDS);
    }
  }

  private void showScheduled() {
    scheduled = false;
    show();
  }

  /**
   * Shows at once what was said and still waits, so that an event which it led up to does not come before it: the pieces of a
   * narrative before the turn that they tell (rule PRES6).
   */
  void showSaid() {
    List<Signals.Taken> said = signals.takeSaid();
    if (!said.isEmpty()) {
      show(said);
    }
  }

  private void show() {
    lastShownAt = now();
    long deliveries = show(signals.take());
    interval = Math.min(MAX_INTERVAL_MILLIS, Math.max(INTERVAL_MILLIS, deliveries / DELIVERIES_PER_MILLI));
  }

  /** Returns what it costs, in deliveries. */
  private long show(List<Signals.Taken> taken) {
    Map<Long, Peer> origins = new HashMap<>();
    company.readers().forEach(reader -> origins.put(reader.number(), reader.peer()));
    List<Sensed> forAll = new ArrayList<>(taken.size());
    for (Signals.Taken one : taken) {
      Sensed sensed = new Sensed(one.signal(), origins.get(one.origin()));
      var recipient = one.signal().recipient();
      if (recipient.isEmpty()) {
        forAll.add(sensed);
      } else {
        company.of(recipient.get()).forEach(peer -> peer.sense(List.of(sensed)));
      }
    }
    return forAll.isEmpty() ? 0 : showAll(new Glimpse(forAll));
  }

  /** Returns about how many single messages the work was worth. */
  private long showAll(Glimpse glimpse) {
    long deliveries = 0;
    for (Place reader : company.readers()) {
      deliveries += reader.peer().sense(glimpse);
    }
    return deliveries;
  }

  /** Makes sure that the next thing which time alone changes is seen. */
  void watch() {
    signals.nextDue().filter(due -> due < tickDue).ifPresent(due -> {
      tickDue = due;
      ports.scheduler().schedule(() -> mailbox.accept(this::tick), Math.max(1, due - now()), TimeUnit.MILLISECONDS);
    });
  }

  private void tick() {
    tickDue = Long.MAX_VALUE;
    signals.tick(now());
    showSoon();
    watch();
  }

  private long now() {
    return ports.nowMillis().getAsLong();
  }
}
