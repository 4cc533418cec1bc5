package io.tutti.documents;

import java.util.List;

/**
 * What somebody who opens a document is given: a view that may be a little old, and what happened since (rule DOC7).
 * Immutable.
 *
 * @param since the events after the view, in order; at most {@link Documents#MAX_OPENING_EVENTS}, all of the view's epoch
 */
public record Opening(DocumentView view, List<DocumentEvent.Edited> since) {

  /** Keeps an unmodifiable copy. */
  public Opening {
    since = List.copyOf(since);
  }
}
