package io.tutti.edge.websocket.llmsession;

import io.tutti.edge.json.JsonText;
import io.tutti.session.Signal;

/** Writes what is seen at a moment. Thread-safe: holds nothing. */
final class SignalMessageWriter implements SignalMessage.Cases<String> {

  @Override
  public String cursor(SignalMessage.Cursor message) {
    return ServerMessageEncoder.frame("cursor_update", generator ->
        JsonText.member(generator.write("user_id", message.user().value()), "cursor", message.position()));
  }

  @Override
  public String viewport(SignalMessage.Viewport message) {
    return ServerMessageEncoder.frame("viewport_update", generator ->
        JsonText.member(generator.write("user_id", message.user().value()), "viewport", message.position()));
  }

  @Override
  public String presence(SignalMessage.Presence message) {
    return ServerMessageEncoder.frame("presence_update", generator ->
        generator.write("user_id", message.user().value()).write("status", message.status().word()));
  }

  @Override
  public String direct(SignalMessage.Direct message) {
    Signal.Direct signal = message.signal();
    return ServerMessageEncoder.frame("direct_message", generator -> {
      generator.write("from", signal.from().value()).write("username", signal.fromName());
      JsonText.member(generator, "content", signal.data());
      generator.write("timestamp", LocalTimes.text(message.at()));
    });
  }
}
