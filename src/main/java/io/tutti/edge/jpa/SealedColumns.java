package io.tutti.edge.jpa;

/** The columns whose content is sealed, as it is sealed for them. Thread-safe: holds nothing. */
final class SealedColumns {

  static final String PAYLOAD = "session_events.payload";
  static final String SNAPSHOT = "session_snapshots.snapshot";
  static final String DOCUMENT = "document_snapshots.content";
  static final String MESSAGE = "session_messages.content";
  static final String WORDS = "message_words.words";

  private SealedColumns() {}
}
