package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.PresenceJson;
import io.tutti.session.Signal;

/** Writes what is seen at a moment. Thread-safe: holds nothing. */
final class SignalMessageWriter implements SignalMessage.Cases<String> {

  @Override
  public String presenceChanged(SignalMessage.PresenceChanged message) {
    return envelope("presence:changed", message.at()).around(generator -> PresenceJson.news(generator, message.signal()));
  }

  @Override
  public String presenceBatch(SignalMessage.PresenceBatch message) {
    return envelope("presence:batch", message.at()).around(generator -> {
      generator.writeStartArray("changes");
      message.changes().forEach(change -> {
        generator.writeStartObject();
        PresenceJson.news(generator, change);
        generator.writeEnd();
      });
      generator.writeEnd();
    });
  }

  @Override
  public String chatRead(SignalMessage.ChatRead message) {
    Signal.Read signal = message.signal();
    return envelope("chat:read", message.at()).around(generator ->
        generator.write("userId", signal.user().value()).write("messageId", signal.messageId()));
  }

  @Override
  public String direct(SignalMessage.Direct message) {
    Signal.Direct signal = message.signal();
    boolean isCall = signal.purpose() == Signal.Direct.Purpose.CALL;
    return envelope(isCall ? "rtc:signal" : "user:message", message.at()).around(generator -> {
      generator
          .write("from", signal.from().value())
          .write("fromClient", signal.fromClient().value())
          .write("fromName", signal.fromName());
      JsonText.member(generator, isCall ? "data" : "content", signal.data());
    });
  }

  @Override
  public String storyNarrating(SignalMessage.StoryNarrating message) {
    Signal.Narrating signal = message.signal();
    return envelope("story:narrating", message.at()).around(generator ->
        generator.write("turn", signal.turn()).write("from", signal.from()).write("text", signal.text()));
  }

  private static Envelope envelope(String type, long at) {
    return new Envelope(type, at, null);
  }
}
