package io.tutti.edge.websocket.collabengine;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.text.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says in this dialect of one document; {@code serverSeq}: how the client is told of an event. Immutable. */
sealed interface ServerMessage {

  DocumentId document();

  /** Somebody in the document; {@code name}: null where the appearance says it. */
  record Person(ClientId client, UserId user, @Nullable String name, DocumentAppearance appearance) {}

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each kind of message. */
  interface Cases<R> {
    R helloAck(HelloAck message);

    R resync(Resync message);

    R opEcho(OpEcho message);

    R presenceSnapshot(PresenceSnapshot message);

    R presenceUpdate(PresenceUpdate message);

    R presenceGone(PresenceGone message);
  }

  /** The answer to {@code hello}; {@code serverSeq}: the document's last event. */
  record HelloAck(DocumentId document, long serverSeq) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.helloAck(this);
    }
  }

  /** The document as it is. */
  record Resync(DocumentId document, long serverSeq, String text) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resync(this);
    }
  }

  /** An operation on one character (rule CE6). */
  record OpEcho(DocumentId document, long serverSeq, String client, String messageId, Operation op) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.opEcho(this);
    }
  }

  /** Who is in the document. */
  record PresenceSnapshot(DocumentId document, List<Person> people) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceSnapshot(this);
    }
  }

  /** Somebody in the document looks different. */
  record PresenceUpdate(DocumentId document, Person person) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceUpdate(this);
    }
  }

  /** Somebody is no longer in the document. */
  record PresenceGone(DocumentId document, ClientId client, UserId user) implements ServerMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.presenceGone(this);
    }
  }
}
