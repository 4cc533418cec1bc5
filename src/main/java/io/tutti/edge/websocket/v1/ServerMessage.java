package io.tutti.edge.websocket.v1;

/**
 * What the server says in the native protocol. In all messages {@code at} is the time in milliseconds since 1970, {@code ref} the
 * client's name for the command that the message answers, or null. Immutable.
 */
sealed interface ServerMessage permits EventMessage, SessionMessage, PersonalMessage, AnswerMessage, SignalMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One writer's answer to each group of messages. */
  interface Cases<R> {
    R event(EventMessage message);

    R ofSession(SessionMessage message);

    R personal(PersonalMessage message);

    R answer(AnswerMessage message);

    R signal(SignalMessage message);
  }
}
