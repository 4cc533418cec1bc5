package io.tutti.edge.websocket.v1;

import io.tutti.edge.websocket.PeerConnection;
import io.tutti.hub.Glimpse;
import io.tutti.hub.Peer;
import io.tutti.hub.Sensed;
import io.tutti.session.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a moment's signals are to one reader, as frames: one for each signal, or, for those who have asked for it, one for all
 * that is new about connections (rules BATCH1–BATCH3). {@code signals} may be dropped where the reader is slow; {@code
 * departures} must arrive (rule PRES12). Confined to the session's mailbox.
 */
record SignalFrames(List<String> signals, List<String> departures) {

  private static final Object SINGLE = SignalMessage.class;
  private static final Object TOGETHER = SignalMessage.PresenceBatch.class;
  private static final Object DEPARTURES = SignalFrames.class;
  private static final int CHARACTERS_OF_ONE = 120;

  private SignalFrames() {
    this(new ArrayList<>(), new ArrayList<>(0));
  }

  void sendTo(PeerConnection out) {
    if (!departures.isEmpty()) {
      out.sendTogether(departures);
    }
    out.signalAll(signals);
  }

  int count() {
    return signals.size() + departures.size();
  }

  /** What frames of {@link #together} are worth: long ones cost by their length. */
  int price() {
    return Stream.concat(signals.stream(), departures.stream()).mapToInt(frame -> 1 + frame.length() / CHARACTERS_OF_ONE).sum();
  }

  /** One frame for each signal that {@code reader} did not cause. */
  static SignalFrames single(List<Sensed> signals, Peer reader, long at) {
    SignalFrames frames = new SignalFrames();
    for (Sensed sensed : signals) {
      if (!sensed.isCausedBy(reader)) {
        rendered(sensed, at).ifPresent(isDeparture(sensed) ? frames.departures::add : frames.signals::add);
      }
    }
    return frames;
  }

  private static Optional<String> rendered(Sensed sensed, long at) {
    return sensed.rendering(SINGLE, signal -> signal.match(new Wording(at)).map(ServerMessageEncoder::text));
  }

  private static boolean isDeparture(Sensed sensed) {
    return sensed.signal() instanceof Signal.Appearance appearance && appearance.left();
  }

  /** One frame for all that is new about connections, {@code reader}'s own included, unless it is all; and one for each other signal. */
  static SignalFrames together(Glimpse glimpse, Peer reader, long at) {
    List<Sensed> others = new ArrayList<>(0);
    boolean anything = false;
    boolean departures = false;
    for (Sensed sensed : glimpse.signals()) {
      if (!(sensed.signal() instanceof Signal.Appearance)) {
        others.add(sensed);
      } else if (isDeparture(sensed)) {
        departures = true;
      } else {
        anything |= !sensed.isCausedBy(reader);
      }
    }
    SignalFrames frames = single(others, reader, at);
    if (anything) {
      frames.signals.add(glimpse.rendering(TOGETHER, () -> batch(glimpse, false, at)));
    }
    if (departures) {
      frames.departures.add(glimpse.rendering(DEPARTURES, () -> batch(glimpse, true, at)));
    }
    return frames;
  }

  private static String batch(Glimpse glimpse, boolean departures, long at) {
    List<Signal.Appearance> changes = glimpse.signals().stream().map(Sensed::signal)
        .filter(Signal.Appearance.class::isInstance).map(Signal.Appearance.class::cast)
        .filter(appearance -> appearance.left() == departures).toList();
    return ServerMessageEncoder.text(new SignalMessage.PresenceBatch(changes, at));
  }

  /** A signal as a message; empty where this protocol has none for it. */
  private record Wording(long at) implements Signal.Cases<Optional<SignalMessage>> {

    @Override
    public Optional<SignalMessage> appearance(Signal.Appearance signal) {
      return Optional.of(new SignalMessage.PresenceChanged(signal, at));
    }

    /** Native clients put together themselves what a person's connections show. */
    @Override
    public Optional<SignalMessage> attention(Signal.Attention signal) {
      return Optional.empty();
    }

    @Override
    public Optional<SignalMessage> read(Signal.Read signal) {
      return Optional.of(new SignalMessage.ChatRead(signal, at));
    }

    @Override
    public Optional<SignalMessage> direct(Signal.Direct signal) {
      return Optional.of(new SignalMessage.Direct(signal, at));
    }

    @Override
    public Optional<SignalMessage> narrating(Signal.Narrating signal) {
      return Optional.of(new SignalMessage.StoryNarrating(signal, at));
    }
  }
}
