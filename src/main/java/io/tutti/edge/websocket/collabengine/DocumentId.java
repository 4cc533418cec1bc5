package io.tutti.edge.websocket.collabengine;

import io.tutti.documents.Documents;
import io.tutti.identity.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A document as this dialect names it (rule CE1): {@code S} is the document {@code main} of session {@code S}, {@code S/D} its
 * document {@code D}; any other text is the document {@code main} of a session of its own, whose id is made of that text.
 * {@code value}: as the client wrote it. Immutable.
 */
record DocumentId(String value, SessionId session, String document, Form form) {

  /** What renderings are kept under: a document has several names, and each client is answered with the one that it uses. */
  enum Form { SESSION, SESSION_AND_DOCUMENT, TEXT }

  private static final String MADE = "ce-";
  /** Of 128 bits or more nobody finds two texts with the same. */
  private static final int MADE_CHARACTERS = 24;

  /** The document called {@code value}. */
  static DocumentId of(String value) {
    int slash = value.indexOf('/');
    String session = slash < 0 ? value : value.substring(0, slash);
    String document = slash < 0 ? Documents.MAIN : value.substring(slash + 1);
    if (SessionId.isValid(session) && Documents.isName(document)) {
      return new DocumentId(value, new SessionId(session), document, slash < 0 ? Form.SESSION : Form.SESSION_AND_DOCUMENT);
    }
    return new DocumentId(value, new SessionId(MADE + digest(value)), Documents.MAIN, Form.TEXT);
  }

  private static String digest(String value) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, MADE_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /** Whether the session's id says nothing to people: its title is what the client wrote. */
  boolean wantsTitle() {
    return form == Form.TEXT;
  }
}
