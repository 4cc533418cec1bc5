package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.PresenceJson;
import io.tutti.hub.Glimpse;
import io.tutti.hub.Peer;
import io.tutti.hub.Sensed;
import io.tutti.session.Signal;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.List;

/**
 * What a moment's signals are to one reader, as frames: one for each signal, or, for those who have asked for it, one for all
 * that is new about connections (rules BATCH1–BATCH3). Confined to the session's mailbox.
 */
final class Glimpses {

  private static final Object TOGETHER = Glimpses.class;
  private static final int CHARACTERS_OF_ONE = 120;

  private Glimpses() {}

  /** One frame for each signal that {@code reader} did not cause. */
  static List<String> single(List<Sensed> signals, Peer reader, long at) {
    List<String> frames = new ArrayList<>(signals.size());
    for (Sensed sensed : signals) {
      if (!sensed.isCausedBy(reader)) {
        frames.add(sensed.rendering(FeatureWords.class, signal -> FeatureWords.signal(signal, at)));
      }
    }
    return frames;
  }

  /** One frame for all that is new about connections, {@code reader}'s own included, unless it is all; and one for each other signal. */
  static List<String> together(Glimpse glimpse, Peer reader, long at) {
    List<Sensed> others = new ArrayList<>(0);
    boolean anything = false;
    for (Sensed sensed : glimpse.signals()) {
      if (!(sensed.signal() instanceof Signal.Appearance)) {
        others.add(sensed);
      } else {
        anything |= !sensed.isCausedBy(reader);
      }
    }
    List<String> frames = single(others, reader, at);
    if (anything) {
      frames.add(glimpse.rendering(TOGETHER, () -> batch(glimpse.signals(), at)));
    }
    return frames;
  }

  /** What frames of {@link #together} are worth: long ones cost by their length. */
  static int price(List<String> frames) {
    return frames.stream().mapToInt(frame -> 1 + frame.length() / CHARACTERS_OF_ONE).sum();
  }

  private static String batch(List<Sensed> signals, long at) {
    return FeatureWords.frame("presence:batch", null, at, null, generator -> {
      generator.writeStartArray("changes");
      signals.forEach(sensed -> change(generator, sensed.signal()));
      generator.writeEnd();
    });
  }

  private static void change(JsonGenerator generator, Signal signal) {
    if (signal instanceof Signal.Appearance appearance) {
      generator.writeStartObject();
      JsonText.member(generator, "userId", appearance.user().value());
      JsonText.member(generator, "clientId", appearance.client().value());
      PresenceJson.members(generator, appearance.change());
      generator.writeEnd();
    }
  }
}
