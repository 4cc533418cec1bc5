package io.tutti.conversation;

import java.util.List;

/**
 * Commands made of numbers, for properties: some of them sensible, about messages that may exist. Thread-safe: holds
 * nothing.
 */
public final class Wishes {

  private static final List<String> EMOJI = List.of("\ud83d\udc4d", "\u2764\ufe0f", "\ud83c\udde9\ud83c\uddea", "no emoji");
  private static final List<String> TEXTS = List.of("Straße nach Ulm, @Ann", "the quick brown fox", "THE ﬁre @Hal @hal", "漢字かな x1", "");

  private Wishes() {}

  /** The command of that number (0 or more); the last of {@code ids} (not empty) are meant most often. */
  public static ConversationCommand of(int number, List<MessageId> ids) {
    int which = number / 10;
    MessageId id = ids.get(Math.max(0, ids.size() - 1 - which % 17));
    return switch (number % 10) {
      case 0, 1 -> new ConversationCommand.Send(text(which), null, Message.Kind.CHAT, null);
      case 2 -> new ConversationCommand.Send(text(which), null, which % 2 == 0 ? Message.Kind.COMMENT : Message.Kind.ANNOTATION,
          new MessageAnchor.FilePlace("file" + which % 3, which % 4, which % 5 == 0 ? null : which, which % 3 == 0 ? "a\nb" : null));
      case 3 -> new ConversationCommand.Send(text(which), null, Message.Kind.COMMENT,
          new MessageAnchor.DocumentPlace("main", which + 1L, "r", which % 2 == 0));
      case 4 -> new ConversationCommand.Send(text(which), id, Message.Kind.CHAT, null);
      case 5 -> new ConversationCommand.Edit(id, text(which + 1));
      case 6 -> which % 3 == 0 ? new ConversationCommand.Delete(id) : new ConversationCommand.Edit(id, text(which));
      case 7, 8 -> new ConversationCommand.React(id, EMOJI.get(which % EMOJI.size()), which % 3 != 0);
      default -> new ConversationCommand.Resolve(id, which % 3 != 0);
    };
  }

  private static String text(int which) {
    return TEXTS.get(which % TEXTS.size()) + (which % 4 == 0 ? " " + which : "");
  }
}
