package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.hub.Glimpse;
import io.tutti.hub.Peer;
import io.tutti.hub.Sensed;
import io.tutti.session.Signal;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a moment's signals are to one reader, as frames: one for each signal, or, for those who have asked for it, one for all
 * that is new about connections (rules BATCH1–BATCH3). Confined to the session's mailbox.
 */
final class Glimpses {

  private static final Object TOGETHER = Glimpses.class;
  private static final Object PARTINGS = Frames.class;
  private static final int CHARACTERS_OF_ONE = 120;

  private Glimpses() {}

  /** Frames that may be dropped where the reader is slow, and {@code partings}, which must arrive (rule PRES12). */
  record Frames(List<String> signals, List<String> partings) {

    private Frames() {
      this(new ArrayList<>(), new ArrayList<>(0));
    }

    void sendTo(PeerConnection out) {
      if (!partings.isEmpty()) {
        out.sendTogether(partings);
      }
      out.signalAll(signals);
    }

    int count() {
      return signals.size() + partings.size();
    }

    /** What frames of {@link Glimpses#together} are worth: long ones cost by their length. */
    int price() {
      return Stream.concat(signals.stream(), partings.stream()).mapToInt(frame -> 1 + frame.length() / CHARACTERS_OF_ONE).sum();
    }
  }

  /** One frame for each signal that {@code reader} did not cause. */
  static Frames single(List<Sensed> signals, Peer reader, long at) {
    Frames frames = new Frames();
    for (Sensed sensed : signals) {
      if (!sensed.isCausedBy(reader)) {
        sensed.rendering(FeatureWords.class, signal -> FeatureWords.signal(signal, at))
            .ifPresent(isParting(sensed) ? frames.partings::add : frames.signals::add);
      }
    }
    return frames;
  }

  private static boolean isParting(Sensed sensed) {
    return sensed.signal() instanceof Signal.Appearance appearance && appearance.left();
  }

  /** One frame for all that is new about connections, {@code reader}'s own included, unless it is all; and one for each other signal. */
  static Frames together(Glimpse glimpse, Peer reader, long at) {
    List<Sensed> others = new ArrayList<>(0);
    boolean anything = false;
    boolean partings = false;
    for (Sensed sensed : glimpse.signals()) {
      if (!(sensed.signal() instanceof Signal.Appearance)) {
        others.add(sensed);
      } else if (isParting(sensed)) {
        partings = true;
      } else {
        anything |= !sensed.isCausedBy(reader);
      }
    }
    Frames frames = single(others, reader, at);
    if (anything) {
      frames.signals.add(glimpse.rendering(TOGETHER, () -> batch(glimpse, false, at)));
    }
    if (partings) {
      frames.partings.add(glimpse.rendering(PARTINGS, () -> batch(glimpse, true, at)));
    }
    return frames;
  }

  private static String batch(Glimpse glimpse, boolean partings, long at) {
    return FeatureWords.frame("presence:batch", null, at, null, generator -> {
      generator.writeStartArray("changes");
      glimpse.signals().stream().filter(sensed -> isParting(sensed) == partings)
          .forEach(sensed -> change(generator, sensed.signal()));
      generator.writeEnd();
    });
  }

  private static void change(JsonGenerator generator, Signal signal) {
    if (signal instanceof Signal.Appearance appearance) {
      generator.writeStartObject();
      PresenceJson.news(generator, appearance);
      generator.writeEnd();
    }
  }
}
