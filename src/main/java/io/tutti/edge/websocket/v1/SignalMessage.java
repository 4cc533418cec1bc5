package io.tutti.edge.websocket.v1;

import io.tutti.session.Signal;
import java.util.List;

/** Something of the moment. Immutable. */
sealed interface SignalMessage extends ServerMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.signal(this);
  }

  /** One writer's answer to each kind of message. */
  interface Cases<R> {
    R presenceChanged(PresenceChanged message);

    R presenceBatch(PresenceBatch message);

    R chatRead(ChatRead message);

    R direct(Direct message);

    R storyNarrating(StoryNarrating message);
  }

  /** {@code presence:changed}. */
  record PresenceChanged(Signal.Appearance signal, long at) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceChanged(this);
    }
  }

  /** {@code presence:batch}: what is new about many connections (rule BATCH1). */
  record PresenceBatch(List<Signal.Appearance> changes, long at) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceBatch(this);
    }
  }

  /** {@code chat:read}. */
  record ChatRead(Signal.Read signal, long at) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.chatRead(this);
    }
  }

  /** {@code rtc:signal} or {@code user:message}: to one person. */
  record Direct(Signal.Direct signal, long at) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.direct(this);
    }
  }

  /** {@code story:narrating}: a piece of a turn while it is being written. */
  record StoryNarrating(Signal.Narrating signal, long at) implements SignalMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.storyNarrating(this);
    }
  }
}
