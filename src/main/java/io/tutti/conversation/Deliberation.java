package io.tutti.conversation;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One speaker's command, about to be decided: each case is read from the conversation and changes nothing. Immutable. */
record Deliberation(
    Conversation conversation, Speaker speaker, Function<String, Named> people, long now, long seq)
    implements ConversationCommand.Cases<Verdict<ConversationEvent>> {

  private static Verdict<ConversationEvent> bad(String message) {
    return Verdict.refuse(ErrorCode.BAD_MESSAGE, message);
  }

  private static Verdict<ConversationEvent> tooLarge(String message, int limit) {
    return Verdict.refuse(ErrorCode.TOO_LARGE, message, Map.of("limit", limit));
  }

  private static Verdict<ConversationEvent> missing() {
    return Verdict.refuse(ErrorCode.NOT_FOUND, "There is no such message");
  }

  private static Verdict<ConversationEvent> forbidden(String message) {
    return Verdict.refuse(ErrorCode.FORBIDDEN, message);
  }

  /** A message of this session that was not deleted. */
  private Optional<Message> standing(MessageId id) {
    return conversation.message(id).filter(message -> !message.deleted());
  }

  /** Rules CHAT1–CHAT6, CHAT14. */
  @Override
  public Verdict<ConversationEvent> send(ConversationCommand.Send command) {
    Content content = Content.of(command.content());
    Optional<Verdict<ConversationEvent>> refusal = refusal(content);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    MessageId parentId = command.parentId();
    return parentId == null ? sendFirst(command, content) : answer(command, content, parentId);
  }

  private Verdict<ConversationEvent> sendFirst(ConversationCommand.Send command, Content content) {
    MessageAnchor anchor = command.anchor();
    if (anchor == null) {
      return command.kind() == Message.Kind.CHAT
          ? post(content, command.mentions(), command.kind(), null, null)
          : bad("A comment needs an anchor, or a comment that it answers");
    }
    if (command.kind() == Message.Kind.CHAT) {
      return bad("Only comments and annotations have an anchor");
    }
    Optional<String> flaw = AnchorRules.flaw(anchor);
    if (flaw.isPresent()) {
      return bad(flaw.get());
    }
    return anchor instanceof MessageAnchor.DocumentPlace && !conversation.hasRoomForAnchor()
        ? noRoomForAnchor()
        : post(content, command.mentions(), command.kind(), null, anchor);
  }

  private static Verdict<ConversationEvent> noRoomForAnchor() {
    return tooLarge("There are too many open comments in documents: resolve some", Conversation.MAX_ANCHORED);
  }

  /** Rules CHAT4, CHAT5: threads have one level, and an answer is of its thread's kind. */
  private Verdict<ConversationEvent> answer(ConversationCommand.Send command, Content content, MessageId parentId) {
    Optional<Message> answered = standing(parentId);
    if (answered.isEmpty()) {
      return missing();
    }
    Message parent = answered.get();
    if (command.anchor() != null) {
      return bad("An answer stands where its thread stands: it has no anchor");
    }
    if (parent.kind() == Message.Kind.CHAT && command.kind() != Message.Kind.CHAT) {
      return bad("A comment needs an anchor, or a comment that it answers");
    }
    MessageId root = parent.parentId();
    return post(content, command.mentions(), parent.kind(), root == null ? parent.id() : root, null);
  }

  private Verdict<ConversationEvent> post(
      Content content, Set<UserId> chosen, Message.Kind kind, @Nullable MessageId parentId, @Nullable MessageAnchor anchor) {
    return Verdict.accept(new ConversationEvent.Posted(new Message(conversation.idAt(seq), speaker.user(), speaker.name(),
        kind, content.text(), content.mentions(people, chosen), Map.of(), parentId, 0, anchor, now, null, null, false, seq)));
  }

  /** Rule CHAT2. */
  private static Optional<Verdict<ConversationEvent>> refusal(Content content) {
    return switch (content.fault()) {
      case NONE -> Optional.empty();
      case EMPTY -> Optional.of(bad("A message has at least one character"));
      case TOO_LONG ->
          Optional.of(tooLarge("A message has at most " + Content.MAX_LENGTH + " characters", Content.MAX_LENGTH));
      case UNPRINTABLE ->
          Optional.of(bad("A message is valid Unicode, without control characters but line breaks and tabs"));
    };
  }

  /** Rule CHAT7. */
  @Override
  public Verdict<ConversationEvent> edit(ConversationCommand.Edit command) {
    Content content = Content.of(command.content());
    Optional<Verdict<ConversationEvent>> refusal = refusal(content);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Message> target = standing(command.messageId());
    if (target.isEmpty()) {
      return missing();
    }
    Message message = target.get();
    if (!message.userId().equals(speaker.user())) {
      return forbidden("Only its author may edit a message");
    }
    Set<UserId> chosen = command.mentions().isEmpty()
        ? message.mentions().stream().map(Mention::userId).collect(Collectors.toSet()) : command.mentions();
    List<Mention> mentions = content.mentions(people, chosen);
    return message.content().equals(content.text()) && message.mentions().equals(mentions)
        ? Verdict.accept()
        : Verdict.accept(new ConversationEvent.Edited(message.edited(content.text(), mentions, now)));
  }

  /** Rule CHAT8. */
  @Override
  public Verdict<ConversationEvent> delete(ConversationCommand.Delete command) {
    Optional<Message> target = conversation.message(command.messageId());
    if (target.isEmpty()) {
      return missing();
    }
    Message message = target.get();
    if (!speaker.host() && !message.userId().equals(speaker.user())) {
      return forbidden("Only its author or a host may delete a message");
    }
    return message.deleted()
        ? Verdict.accept()
        : Verdict.accept(new ConversationEvent.Deleted(message.id(), speaker.user()));
  }

  /** Rules CHAT9–CHAT11. */
  @Override
  public Verdict<ConversationEvent> react(ConversationCommand.React command) {
    String emoji = command.emoji();
    if (!Emoji.isOne(emoji)) {
      return bad("A reaction is one emoji");
    }
    Optional<Message> target = standing(command.messageId());
    if (target.isEmpty()) {
      return missing();
    }
    Reactions reactions = new Reactions(target.get().reactions());
    UserId user = speaker.user();
    if (reactions.has(emoji, user) == command.add()) {
      return Verdict.accept();
    }
    if (command.add() && !reactions.hasRoomFor(emoji)) {
      return tooLarge("A message has at most " + Reactions.MAX_EMOJI + " different reactions", Reactions.MAX_EMOJI);
    }
    if (command.add() && reactions.isFull(emoji)) {
      return tooLarge("A reaction is shared by at most " + Reactions.MAX_USERS + " users", Reactions.MAX_USERS);
    }
    Map<String, List<UserId>> changed = command.add() ? reactions.with(emoji, user) : reactions.without(emoji, user);
    return Verdict.accept(
        new ConversationEvent.Reacted(command.messageId(), user, emoji, command.add(), changed));
  }

  /** Rules CHAT12, CHAT14. */
  @Override
  public Verdict<ConversationEvent> resolve(ConversationCommand.Resolve command) {
    Optional<Message> target = standing(command.messageId());
    if (target.isEmpty()) {
      return missing();
    }
    Message message = target.get();
    if (message.kind() == Message.Kind.CHAT || message.parentId() != null) {
      return bad("Only the first comment of a thread can be resolved");
    }
    if (message.resolved() == command.resolved()) {
      return Verdict.accept();
    }
    MessageAnchor.DocumentPlace reopened =
        !command.resolved() && message.anchor() instanceof MessageAnchor.DocumentPlace place ? place : null;
    return reopened != null && !conversation.hasRoomForAnchor()
        ? noRoomForAnchor()
        : Verdict.accept(
            new ConversationEvent.Resolved(message.id(), command.resolved(), speaker.user(), reopened));
  }
}
