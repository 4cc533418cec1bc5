package io.tutti.edge.websocket.v1;

import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentCommand;
import io.tutti.identity.UserId;
import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.Whisper;
import org.jspecify.annotations.Nullable;

/** What a client may say once it has joined: anybody else is refused, whatever it is. Immutable. */
sealed interface MemberMessage extends ClientMessage {

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R match(ClientMessage.Cases<R> cases) {
    return cases.ofMember(this);
  }

  /** What follows from each kind of message. */
  interface Cases<R> {
    R perform(Perform message);

    R editDocument(EditDocument message);

    R sendDirect(SendDirect message);

    R resync(Resync message);

    R getStory(GetStory message);

    R getState(GetState message);

    R openDocument(OpenDocument message);

    R closeDocument(CloseDocument message);

    R listDocuments(ListDocuments message);

    R documentAt(DocumentAt message);

    R chatHistory(ChatHistory message);

    R chatRead(ChatRead message);

    R updatePresence(UpdatePresence message);

    R presenceQuery(PresenceQuery message);

    R callSignal(CallSignal message);

    R noNumber(NoNumber message);

    R unknown(Unknown message);
  }

  /** What a client has of a document; {@code logId}: by which log, null where it does not say. */
  record Since(long epoch, long docSeq, @Nullable String logId) {}

  /** A command for the session. */
  record Perform(Command command, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.perform(this);
    }
  }

  /** An edit of a document, whose client is the connection's. */
  record EditDocument(DocumentCommand edit, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.editDocument(this);
    }
  }

  /** Something said to one person. */
  record SendDirect(Whisper whisper, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sendDirect(this);
    }
  }

  /** The question how the session is. */
  record Resync(@Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resync(this);
    }
  }

  /** The question how the story stands. */
  record GetStory(@Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.getStory(this);
    }
  }

  /** The question what the shared state is. */
  record GetState(@Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.getState(this);
    }
  }

  /** {@code since}: what the client has of the document; null where it has nothing. */
  record OpenDocument(String document, @Nullable Since since, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.openDocument(this);
    }
  }

  /** The client no longer shows a document. */
  record CloseDocument(String document, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.closeDocument(this);
    }
  }

  /** The question which documents there are. */
  record ListDocuments(@Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.listDocuments(this);
    }
  }

  /** The question what a document was after {@code seq}. */
  record DocumentAt(String document, long seq, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.documentAt(this);
    }
  }

  /** The question what was said; {@code before}: the id of a message, or null. */
  record ChatHistory(Messages.Query query, @Nullable String before, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.chatHistory(this);
    }
  }

  /** The client has shown everything up to a message. */
  record ChatRead(MessageId message, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.chatRead(this);
    }
  }

  /** What the client shows of itself. */
  record UpdatePresence(Change change, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.updatePresence(this);
    }
  }

  /** {@code file}: only who views this file or document; null for everybody. */
  record PresenceQuery(@Nullable String file, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceQuery(this);
    }
  }

  /** Something that a call needs, for one person. */
  record CallSignal(UserId to, @Nullable Object data, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.callSignal(this);
    }
  }

  /** A parameter's value that is no number. */
  record NoNumber(String parameter, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.noNumber(this);
    }
  }

  /** A type that this protocol does not have. */
  record Unknown(String type, @Nullable String ref) implements MemberMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknown(this);
    }
  }
}
