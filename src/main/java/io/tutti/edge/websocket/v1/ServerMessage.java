package io.tutti.edge.websocket.v1;

import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server says in the native protocol. {@code at}: milliseconds since 1970; {@code payload} puts the payload's members
 * into the generator's object, {@code beside} what stands beside the payload. Immutable.
 */
record ServerMessage(
    String type,
    @Nullable Long seq,
    long at,
    Consumer<JsonGenerator> payload,
    Consumer<JsonGenerator> beside,
    @Nullable String ref) {

  static final Consumer<JsonGenerator> NOTHING = generator -> {};
}
