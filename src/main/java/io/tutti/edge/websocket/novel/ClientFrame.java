package io.tutti.edge.websocket.novel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says. Immutable, as long as nobody changes the values. */
sealed interface ClientFrame {

  /** Something that the sender's character does; {@code data} as it was sent, to be judged by the story. */
  record Act(Map<String, @Nullable Object> data) implements ClientFrame {}

  /** The question whether {@code version} ≥ 0 of the shared state is the newest. */
  record Sync(long version) implements ClientFrame {}

  /** Where the sender's cursor is, as others are shown it; null where it is nowhere. */
  record Cursor(@Nullable Object place) implements ClientFrame {}

  /** Whether the sender types. */
  record Typing(boolean typing) implements ClientFrame {}

  /** The question whether anybody is there. */
  record Ping() implements ClientFrame {}

  /** A type that only the server says, or nobody. */
  record Unknown() implements ClientFrame {}

  /** No message; {@code reason} is for people. */
  record Malformed(String reason) implements ClientFrame {}
}
