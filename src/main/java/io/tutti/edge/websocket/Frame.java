package io.tutti.edge.websocket;

import java.util.List;

/** What waits in an {@link Outbox} to be written: texts that go out together, or a ping. Immutable. */
sealed interface Frame {

  /** The texts to write, in order; none for a ping. */
  default List<String> texts() {
    return List.of();
  }

  /** How many characters the frame counts for. */
  default int size() {
    return 0;
  }

  /** Whether it may be dropped where the reader is slow. */
  default boolean isDroppable() {
    return false;
  }

  /** One text. */
  record Text(String text, boolean isDroppable) implements Frame {
    @Override
    public List<String> texts() {
      return List.of(text);
    }

    @Override
    public int size() {
      return text.length();
    }
  }

  /** Several texts that belong together and count as one frame; {@code size}: their characters. */
  record Bulk(List<String> texts, int size, boolean isDroppable) implements Frame {}

  /** What the client asked for. It may be much larger than an event, so it is counted by itself; {@code size}: its characters. */
  record Answer(List<String> texts, int size) implements Frame {}

  /** Asks the other side for a sign of life. */
  record Ping() implements Frame {}
}
