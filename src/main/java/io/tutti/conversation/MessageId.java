package io.tutti.conversation;

import io.tutti.identity.Names;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The name of a message, given by the server and unique within its session: 1–64 characters, no control characters.
 * Immutable.
 */
public record MessageId(String value) implements Comparable<MessageId> {

  public static final int MAX_LENGTH = 64;

  public MessageId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("A message id is 1–64 printable characters");
    }
  }

  /** Whether {@code candidate} may name a message. */
  public static boolean isValid(String candidate) {
    return !candidate.isEmpty() && candidate.length() <= MAX_LENGTH && Names.isPrintable(candidate);
  }

  /**
   * The id of the message that the log of {@code session} posts at the place {@code seq}: the same whenever it is asked
   * (rule CHAT1).
   */
  static MessageId of(String session, long seq) {
    return new MessageId(UUID.nameUUIDFromBytes((session + "/" + seq).getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Override
  public int compareTo(MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
