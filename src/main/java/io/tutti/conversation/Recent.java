package io.tutti.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were touched last, at most {@value #CAPACITY}, among them ids that are known to name none. When it is
 * full, the one that was touched longest ago is forgotten, and with it only what the read model has too. Confined to its
 * conversation.
 */
final class Recent {

  static final int CAPACITY = 512;

  /**
   * {@code message}: null where there is none of that id. {@code changedAt}: the place of its last change since it is here,
   * 0 for none.
   */
  private record Slot(@Nullable Message message, long changedAt) {}

  private final Map<MessageId, Slot> slots = new LinkedHashMap<>();
  private long forgottenUpTo;

  Recent(long forgottenUpTo) {
    this.forgottenUpTo = forgottenUpTo;
  }

  boolean knows(MessageId id) {
    return slots.containsKey(id);
  }

  /** The message of that id; empty where it is known that there is none. */
  Optional<Message> message(MessageId id) {
    Slot slot = slots.get(id);
    if (slot == null) {
      throw new IllegalStateException("message " + id + " is decided on before it is known");
    }
    return Optional.ofNullable(slot.message());
  }

  void recall(MessageId id, @Nullable Message stored) {
    if (!knows(id)) {
      put(id, new Slot(stored, 0));
    }
  }

  /** The log says at {@code seq} what the whole of the message is. */
  void put(Message message, long seq) {
    slots.remove(message.id());
    put(message.id(), new Slot(message, seq));
  }

  /** The log changes a message at {@code seq}; one that is not here is left to the read model. */
  void change(MessageId id, long seq, UnaryOperator<Message> change) {
    Slot slot = slots.remove(id);
    if (slot == null || slot.message() == null) {
      forgottenUpTo = Math.max(forgottenUpTo, seq);
    } else {
      put(id, new Slot(change.apply(slot.message()), seq));
    }
  }

  /** Forgets what was posted up to {@code seq}, which the read model forgets too. */
  void forgetPosted(long seq) {
    slots.values().removeIf(slot -> slot.message() != null && slot.message().seq() <= seq);
    forgottenUpTo = Math.max(forgottenUpTo, seq);
  }

  private void put(MessageId id, Slot slot) {
    slots.put(id, slot);
    if (slots.size() > CAPACITY) {
      var eldest = slots.entrySet().iterator();
      forgottenUpTo = Math.max(forgottenUpTo, eldest.next().getValue().changedAt());
      eldest.remove();
    }
  }

  long forgottenUpTo() {
    return forgottenUpTo;
  }
}
