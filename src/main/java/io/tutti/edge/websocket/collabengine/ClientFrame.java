package io.tutti.edge.websocket.collabengine;

import io.tutti.presence.Change;
import io.tutti.text.ElementId;
import io.tutti.text.Operation;

/** What a client says, as far as it can be understood. Immutable. */
sealed interface ClientFrame {

  /** Who it is and which document it wants. {@code lastSeen}: up to which event it has the document, 0 where it has nothing. */
  record Hello(DocumentId document, String client, long lastSeen) implements ClientFrame {}

  /** What a client wants of the document that it said hello for; {@code document} as it wrote it. */
  sealed interface Wish extends ClientFrame {
    String document();

    String client();
  }

  /** An operation on one character. {@code messageId}: the client's name for it. */
  record Op(String document, String client, String messageId, Operation operation) implements Wish {

    /** Whether it inserts or deletes the root. */
    boolean isOnRoot() {
      return operation.match(insert -> insert.id().isRoot(),
          delete -> delete.spans().stream().allMatch(span ->
              span.lamport() == ElementId.ROOT.lamport() && span.replica().equals(ElementId.ROOT.replica())));
    }
  }

  /** Where it looks, and how attentively. */
  record Present(String document, String client, Change change) implements Wish {}

  /** Nothing that could be understood. */
  record Invalid() implements ClientFrame {}
}
