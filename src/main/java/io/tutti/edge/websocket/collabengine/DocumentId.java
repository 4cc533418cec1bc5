package io.tutti.edge.websocket.collabengine;

import io.tutti.documents.Documents;
import io.tutti.identity.SessionId;
import java.util.Optional;

/**
 * A document as this dialect names it: {@code S} is the document {@code main} of session {@code S}, {@code S/D} its document
 * {@code D} (rule CE1). {@code value}: as the client wrote it. Immutable.
 */
record DocumentId(String value, SessionId session, String document) {

  /** What renderings are kept under: a document has two names, and each client is answered with the one that it uses. */
  enum Form { SESSION, SESSION_AND_DOCUMENT }

  /** The document called {@code value}, or empty where none can be called that. */
  static Optional<DocumentId> of(String value) {
    int slash = value.indexOf('/');
    String session = slash < 0 ? value : value.substring(0, slash);
    String document = slash < 0 ? Documents.MAIN : value.substring(slash + 1);
    return SessionId.isValid(session) && Documents.isName(document)
        ? Optional.of(new DocumentId(value, new SessionId(session), document))
        : Optional.empty();
  }

  Form form() {
    return value.indexOf('/') < 0 ? Form.SESSION : Form.SESSION_AND_DOCUMENT;
  }
}
