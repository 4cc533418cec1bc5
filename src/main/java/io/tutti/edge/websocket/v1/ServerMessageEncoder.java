package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.JsonText;
import io.tutti.session.Event;
import jakarta.json.stream.JsonGenerator;
import jakarta.websocket.Encoder;
import java.util.function.Consumer;

/** Writes what the server says. Thread-safe: holds nothing. */
public final class ServerMessageEncoder implements Encoder.Text<ServerMessage> {

  private static final ServerMessage.Cases<String> WRITERS = new Writers();

  @Override
  public String encode(ServerMessage message) {
    return text(message);
  }

  /** {@code message} as it goes onto the wire. */
  static String text(ServerMessage message) {
    return message.match(WRITERS);
  }

  private static final class Writers implements ServerMessage.Cases<String> {

    private static final SessionMessageWriter SESSION = new SessionMessageWriter();
    private static final PersonalMessageWriter PERSONAL = new PersonalMessageWriter();
    private static final AnswerMessageWriter ANSWER = new AnswerMessageWriter();
    private static final SignalMessageWriter SIGNAL = new SignalMessageWriter();

    @Override
    public String event(EventMessage message) {
      Event event = message.entry().event();
      Consumer<JsonGenerator> beside = event instanceof Event.ParametersChanged changed
          ? generator -> JsonText.member(generator, "computed", changed.computed())
          : Envelope.NOTHING;
      return new Envelope(EventJson.type(event), message.entry().seq(), message.entry().at(), message.ref())
          .around(generator -> EventJson.payload(generator, event), beside);
    }

    @Override
    public String ofSession(SessionMessage message) {
      return message.match(SESSION);
    }

    @Override
    public String personal(PersonalMessage message) {
      return message.match(PERSONAL);
    }

    @Override
    public String answer(AnswerMessage message) {
      return message.match(ANSWER);
    }

    @Override
    public String signal(SignalMessage message) {
      return message.match(SIGNAL);
    }
  }
}
