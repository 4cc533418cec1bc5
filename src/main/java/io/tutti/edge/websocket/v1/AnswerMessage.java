package io.tutti.edge.websocket.v1;

import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentSummary;
import io.tutti.documents.DocumentView;
import io.tutti.identity.UserId;
import io.tutti.presence.Sighting;
import io.tutti.state.StateView;
import io.tutti.story.Option;
import io.tutti.story.StoryView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client has asked for; {@code seq}: the end of the log when it was so. Immutable. */
sealed interface AnswerMessage extends ServerMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ServerMessage.Cases<R> cases) {
    return cases.answer(this);
  }

  /** One writer's answer to each kind of message. */
  interface Cases<R> {
    R documentState(DocumentState message);

    R documentList(DocumentList message);

    R documentText(DocumentText message);

    R sharedState(SharedState message);

    R storyState(StoryState message);

    R chatPage(ChatPage message);

    R presenceSnapshot(PresenceSnapshot message);
  }

  /** Where a session's log stands, and which it is; {@code reset}: whoever is told so has seen another one. */
  record LogPosition(long seq, String logId, boolean reset) {}

  /** A story, or null for none. {@code options}: what the asker's character can do; {@code awaited}: for whom the turn waits. */
  record Story(@Nullable StoryView view, List<Option> options, List<UserId> awaited) {}

  /** {@code doc:state} (rule DOC6). */
  record DocumentState(DocumentView view, LogPosition log, long at, @Nullable String ref) implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.documentState(this);
    }
  }

  /** {@code doc:list}. */
  record DocumentList(List<DocumentSummary> documents, long seq, long at, @Nullable String ref) implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.documentList(this);
    }
  }

  /** {@code doc:text}: a document as it was after {@code seq} (rule DOC9). */
  record DocumentText(String document, long seq, String text, long at, @Nullable String ref) implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.documentText(this);
    }
  }

  /** {@code state:full}. */
  record SharedState(StateView state, long seq, long at, @Nullable String ref) implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sharedState(this);
    }
  }

  /** {@code story:state}. */
  record StoryState(Story story, long seq, long at, @Nullable String ref) implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.storyState(this);
    }
  }

  /**
   * {@code chat:page}. {@code readPositions}: how far each has read, by place of the log; {@code unread}: how many messages
   * the asker has not.
   */
  record ChatPage(
      Messages.Page page, Map<UserId, Long> readPositions, Messages.Unread unread, long at, @Nullable String ref)
      implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.chatPage(this);
    }
  }

  /** {@code presence:snapshot}; {@code names}: what those are called who are seen. */
  record PresenceSnapshot(
      List<Sighting> sightings, Map<UserId, String> names, long at, @Nullable String ref)
      implements AnswerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceSnapshot(this);
    }
  }
}
