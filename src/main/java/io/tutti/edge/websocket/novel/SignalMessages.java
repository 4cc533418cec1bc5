package io.tutti.edge.websocket.novel;

import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A signal as messages: what others see of a cursor, of typing, of how attentive somebody is (rules NE13, NE14, NE19). {@code stamps}:
 * a new one for each message. Immutable.
 */
record SignalMessages(Supplier<Stamp> stamps) implements Signal.Cases<List<SignalMessage>> {

  @Override
  public List<SignalMessage> appearance(Signal.Appearance signal) {
    List<SignalMessage> messages = new ArrayList<>(1);
    String user = WireNames.of(signal.user());
    Change change = signal.change();
    if (change.aspects().containsKey(Aspect.CURSOR)) {
      messages.add(new SignalMessage.Cursor(user, Position.ofPlace(change.aspects().get(Aspect.CURSOR)), stamps.get()));
    }
    if (change.aspects().containsKey(Aspect.TYPING)) {
      messages.add(new SignalMessage.Typing(user, change.aspects().get(Aspect.TYPING) != null, stamps.get()));
    }
    return messages;
  }

  @Override
  public List<SignalMessage> attention(Signal.Attention signal) {
    return List.of(new SignalMessage.Presence(WireNames.of(signal.user()), signal.status(), stamps.get()));
  }

  /** The original's design has no conversation and no calls, and shows a turn when it is complete. */
  private static List<SignalMessage> ofOtherDialects() {
    return List.of();
  }

  @Override
  public List<SignalMessage> read(Signal.Read signal) {
    return ofOtherDialects();
  }

  @Override
  public List<SignalMessage> direct(Signal.Direct signal) {
    return ofOtherDialects();
  }

  @Override
  public List<SignalMessage> narrating(Signal.Narrating signal) {
    return ofOtherDialects();
  }
}
