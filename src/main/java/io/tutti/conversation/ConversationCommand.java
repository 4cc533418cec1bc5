package io.tutti.conversation;

import io.tutti.identity.UserId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wishes to say or do to what was said. Immutable. */
public sealed interface ConversationCommand {

  /** Gives the command to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of command. */
  interface Cases<R> {
    R send(Send command);

    R edit(Edit command);

    R delete(Delete command);

    R react(React command);

    R resolve(Resolve command);
  }

  /** The message that must be known before it can be decided: see {@link Conversation#knows}. */
  Optional<MessageId> names();

  /** To post a message. {@code parentId}: the message that it answers; {@code mentions}: who was chosen. Rules CHAT2–CHAT6, NAME8. */
  record Send(
      String content, @Nullable MessageId parentId, Message.Kind kind, @Nullable MessageAnchor anchor, Set<UserId> mentions)
      implements ConversationCommand {
    public Send {
      mentions = Set.copyOf(mentions);
    }

    /** To post a message whose text says by itself whom it mentions. */
    public Send(String content, @Nullable MessageId parentId, Message.Kind kind, @Nullable MessageAnchor anchor) {
      this(content, parentId, kind, anchor, Set.of());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.send(this);
    }

    @Override
    public Optional<MessageId> names() {
      return Optional.ofNullable(parentId);
    }
  }

  /** To give one's own message another text; {@code mentions}: who was chosen, none: as before. Rules CHAT7, NAME8. */
  record Edit(MessageId messageId, String content, Set<UserId> mentions) implements ConversationCommand {
    public Edit {
      mentions = Set.copyOf(mentions);
    }

    public Edit(MessageId messageId, String content) {
      this(messageId, content, Set.of());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.edit(this);
    }

    @Override
    public Optional<MessageId> names() {
      return Optional.of(messageId);
    }
  }

  /** To blank a message. Rule CHAT8. */
  record Delete(MessageId messageId) implements ConversationCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.delete(this);
    }

    @Override
    public Optional<MessageId> names() {
      return Optional.of(messageId);
    }
  }

  /** To add ({@code add}) one's reaction to a message, or take it back. Rules CHAT9–CHAT11. */
  record React(MessageId messageId, String emoji, boolean add) implements ConversationCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.react(this);
    }

    @Override
    public Optional<MessageId> names() {
      return Optional.of(messageId);
    }
  }

  /** To settle a comment, or open it again. Rule CHAT12. */
  record Resolve(MessageId messageId, boolean resolved) implements ConversationCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resolve(this);
    }

    @Override
    public Optional<MessageId> names() {
      return Optional.of(messageId);
    }
  }
}
