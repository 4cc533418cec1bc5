package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import jakarta.websocket.Encoder;

/** Writes what the server says. Thread-safe: holds nothing. */
public final class ServerMessageEncoder implements Encoder.Text<ServerMessage> {

  @Override
  public String encode(ServerMessage message) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", message.type());
      Long seq = message.seq();
      if (seq != null) {
        generator.write("seq", seq);
      }
      generator.write("timestamp", Timestamps.iso(message.at())).writeStartObject("payload");
      message.payload().accept(generator);
      generator.writeEnd();
      message.beside().accept(generator);
      String ref = message.ref();
      if (ref != null) {
        generator.write("ref", ref);
      }
      generator.writeEnd();
    });
  }
}
