package io.tutti.documents;

import java.util.List;

/**
 * The text of one document as it was at some place of the log: begun with a snapshot, or nothing, it is given the events up
 * to that place. Confined to one reading.
 */
public final class TextAtPast {
  private final String name;
  private final Documents documents;

  private TextAtPast(String name, Documents documents) {
    this.name = name;
    this.documents = documents;
  }

  /** Before the document's first event. */
  public static TextAtPast beginning(String document) {
    return new TextAtPast(document, Documents.empty());
  }

  /**
   * As a snapshot kept the document.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static TextAtPast from(DocumentSnapshot snapshot) {
    return new TextAtPast(snapshot.document(), Documents.restored(List.of(snapshot)));
  }

  /**
   * Goes on past an event. Those of other documents, and those that were past already, are passed over.
   *
   * @throws IllegalStateException if events of the document are left out
   */
  public void pass(DocumentEvent event) {
    if (event.document().equals(name) && event.docSeq() > docSeq()) {
      documents.apply(event, documents.seqOf(name, docSeq()) + 1);
    }
  }

  /** The visible text there. */
  public String text() {
    return documents.view(name).text();
  }

  /** The number of the document's last event there; 0 before the first. */
  public long docSeq() {
    return documents.docSeq(name);
  }
}
