package io.tutti.edge.websocket.v1;

import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentCommand;
import io.tutti.hub.Newcomer;
import io.tutti.identity.UserId;
import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.Whisper;
import org.jspecify.annotations.Nullable;

/** What a client says in the native protocol. {@code ref}: its name for the command, or null. Immutable. */
sealed interface ClientMessage {

  @Nullable String ref();

  /**
   * {@code batch}: whether what is new about many connections may come in one message (rule BATCH1); {@code create}: whether an
   * unknown session may come into being (rule LOGID7).
   */
  record Auth(
      @Nullable String token,
      @Nullable String name,
      @Nullable String color,
      @Nullable String clientId,
      boolean batch,
      Newcomer.@Nullable Seen seen,
      boolean create,
      @Nullable String invite,
      @Nullable String ref)
      implements ClientMessage {}

  record Ping(@Nullable String ref) implements ClientMessage {}

  /** Something that changes the session. */
  record Wish(Command command, @Nullable String ref) implements ClientMessage {}

  /** An edit of a document, whose client is the connection's. */
  record Edit(DocumentCommand edit, @Nullable String ref) implements ClientMessage {}

  record Resync(@Nullable String ref) implements ClientMessage {}

  record GetStory(@Nullable String ref) implements ClientMessage {}

  record GetState(@Nullable String ref) implements ClientMessage {}

  /** {@code since}: what the client has of the document; null where it has nothing. */
  record OpenDocument(String document, @Nullable Since since, @Nullable String ref) implements ClientMessage {}

  /** What a client has of a document; {@code logId}: by which log, null where it does not say. */
  record Since(long epoch, long docSeq, @Nullable String logId) {}

  record CloseDocument(String document, @Nullable String ref) implements ClientMessage {}

  record ListDocuments(@Nullable String ref) implements ClientMessage {}

  record DocumentAt(String document, long seq, @Nullable String ref) implements ClientMessage {}

  record ChatHistory(Messages.Query query, @Nullable String before, @Nullable String ref) implements ClientMessage {}

  record ChatRead(MessageId message, @Nullable String ref) implements ClientMessage {}

  record Present(Change change, @Nullable String ref) implements ClientMessage {}

  /** {@code file}: only who views this file or document; null for everybody. */
  record WhoIsThere(@Nullable String file, @Nullable String ref) implements ClientMessage {}

  record Call(UserId to, @Nullable Object data, @Nullable String ref) implements ClientMessage {}

  /** A word to one person. */
  record Aside(Whisper whisper, @Nullable String ref) implements ClientMessage {}

  /** A type that this protocol does not have. */
  record Unknown(String type, @Nullable String ref) implements ClientMessage {}

  /** A parameter's value that is no number. */
  record NoNumber(String parameter, @Nullable String ref) implements ClientMessage {}

  /** No message at all, or one without what its type needs; {@code reason} is for people. */
  record Malformed(String reason, @Nullable String ref) implements ClientMessage {}
}
