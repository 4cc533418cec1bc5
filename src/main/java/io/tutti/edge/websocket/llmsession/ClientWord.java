package io.tutti.edge.websocket.llmsession;

import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.Whisper;

/** What a client says in this dialect. Immutable. */
sealed interface ClientWord {

  /** Something that changes the session. */
  record Wish(Command command) implements ClientWord {}

  /** Something that the client says about itself. */
  record Appear(Change change) implements ClientWord {}

  /** A word to one person. */
  record Aside(Whisper whisper) implements ClientWord {}

  /** A type that this dialect does not have. */
  record Unknown(String type) implements ClientWord {}

  /** No message at all, or one without what its type needs; {@code reason} is for people. */
  record Malformed(String reason) implements ClientWord {}
}
