package io.tutti.edge.websocket.llmsession;

import io.tutti.presence.Aspect;
import io.tutti.session.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signal as frames, none where this dialect has no word for it (rule LSM10): {@code forAll} go to the one whom it is about too,
 * {@code forOthers} do not. Immutable.
 */
record SignalFrames(List<String> forAll, List<String> forOthers) {

  /** {@code at}: milliseconds since 1970. */
  static SignalFrames of(Signal signal, long at) {
    return signal.match(new Wording(at));
  }

  private record Wording(long at) implements Signal.Cases<SignalFrames> {

    private static final SignalFrames NONE = new SignalFrames(List.of(), List.of());

    private static SignalFrames forAll(SignalMessage message) {
      return new SignalFrames(List.of(ServerMessageEncoder.text(message)), List.of());
    }

    @Override
    public SignalFrames appearance(Signal.Appearance signal) {
      List<String> frames = new ArrayList<>(2);
      position(signal, Aspect.CURSOR).ifPresent(position ->
          frames.add(ServerMessageEncoder.text(new SignalMessage.Cursor(signal.user(), position))));
      position(signal, Aspect.VIEWPORT).ifPresent(position ->
          frames.add(ServerMessageEncoder.text(new SignalMessage.Viewport(signal.user(), position))));
      return new SignalFrames(List.of(), frames);
    }

    private static Optional<Map<String, Object>> position(Signal.Appearance signal, Aspect aspect) {
      return Positions.worded(signal.change().aspects().get(aspect));
    }

    /** A person of several connections has one status. */
    @Override
    public SignalFrames attention(Signal.Attention signal) {
      return forAll(new SignalMessage.Presence(signal.user(), signal.status()));
    }

    /** Nobody was told in the original how far others have read. */
    @Override
    public SignalFrames read(Signal.Read signal) {
      return NONE;
    }

    /** Rule LSM11: messages; calls there are none. */
    @Override
    public SignalFrames direct(Signal.Direct signal) {
      return signal.purpose() == Signal.Direct.Purpose.CALL ? NONE : forAll(new SignalMessage.Direct(signal, at));
    }

    /** The original had no stories. */
    @Override
    public SignalFrames narrating(Signal.Narrating signal) {
      return NONE;
    }
  }
}
