package io.tutti.edge.websocket.novel;

import io.tutti.state.SharedState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says in this dialect. {@code stamp}: what all messages carry (rule NE20). Immutable. */
sealed interface ServerMessage permits EventMessage, SignalMessage, ServerMessage.InitialState, ServerMessage.UpToDate,
    ServerMessage.FullSync, ServerMessage.Conflict, ServerMessage.Pong, ServerMessage.Failed, ServerMessage.SentAway {

  /** The shared state and its version. */
  record State(Map<String, @Nullable Object> value, long version) {
    static State of(SharedState state) {
      return new State(state.value(), state.version());
    }
  }

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each kind of message. */
  interface Cases<R> {
    R initialState(InitialState message);

    R upToDate(UpToDate message);

    R fullSync(FullSync message);

    R conflict(Conflict message);

    R pong(Pong message);

    R failed(Failed message);

    R sentAway(SentAway message);

    R event(EventMessage message);

    R signal(SignalMessage message);
  }

  /** The session as a newcomer finds it (rule NE6). */
  record InitialState(State state, int turn, List<String> participants, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.initialState(this);
    }
  }

  /** A client has the newest state (rule NE11). */
  record UpToDate(long version, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.upToDate(this);
    }
  }

  /** A client has an older state than this (rule NE11). */
  record FullSync(State state, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fullSync(this);
    }
  }

  /** A client has a state that this server has not (rule NE11). */
  record Conflict(State state, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conflict(this);
    }
  }

  /** Somebody is there (rule NE18). */
  record Pong(Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pong(this);
    }
  }

  /** An action failed; {@code code}: why, for programs (rule NE9). */
  record Failed(String code, String reason, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.failed(this);
    }
  }

  /** Why somebody is sent away (rule NE2). */
  record SentAway(String reason, Stamp stamp) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sentAway(this);
    }
  }
}
