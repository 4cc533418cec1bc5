package io.tutti.edge.websocket.llmsession;

import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.Whisper;

/** What a client says in this dialect. Immutable. */
sealed interface ClientMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each kind of message. */
  interface Cases<R> {
    R perform(Perform message);

    R updatePresence(UpdatePresence message);

    R sendDirect(SendDirect message);

    R unknown(Unknown message);

    R malformed(Malformed message);
  }

  /** A command for the session. */
  record Perform(Command command) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.perform(this);
    }
  }

  /** What the client shows of itself. */
  record UpdatePresence(Change change) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.updatePresence(this);
    }
  }

  /** Something said to one person. */
  record SendDirect(Whisper whisper) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sendDirect(this);
    }
  }

  /** A type that this dialect does not have. */
  record Unknown(String type) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknown(this);
    }
  }

  /** No message at all, or one without what its type needs; {@code reason} is for people. */
  record Malformed(String reason) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.malformed(this);
    }
  }
}
