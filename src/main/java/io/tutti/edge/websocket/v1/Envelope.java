package io.tutti.edge.websocket.v1;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all messages have around their payload (rule ENV1). {@code seq}: null where it is no place of the log; {@code at}:
 * milliseconds since 1970. Immutable.
 */
record Envelope(String type, @Nullable Long seq, long at, @Nullable String ref) {

  static final Consumer<JsonGenerator> NOTHING = generator -> {};

  /** Of a message that is no place of the log. */
  Envelope(String type, long at, @Nullable String ref) {
    this(type, null, at, ref);
  }

  /** The message as JSON; {@code payload} puts the payload's members into the generator's object. */
  String around(Consumer<JsonGenerator> payload) {
    return around(payload, NOTHING);
  }

  /** The same; {@code beside} puts what stands beside the payload into the generator's object. */
  String around(Consumer<JsonGenerator> payload, Consumer<JsonGenerator> beside) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", type);
      if (seq != null) {
        generator.write("seq", seq);
      }
      generator.write("timestamp", Timestamps.iso(at)).writeStartObject("payload");
      payload.accept(generator);
      generator.writeEnd();
      beside.accept(generator);
      if (ref != null) {
        generator.write("ref", ref);
      }
      generator.writeEnd();
    });
  }
}
