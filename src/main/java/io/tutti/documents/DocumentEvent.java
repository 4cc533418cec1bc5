package io.tutti.documents;

import io.tutti.text.Operation;
import java.util.List;

/** Something that happened to a session's document. Applying it needs no decision. Immutable. */
public sealed interface DocumentEvent {

  /** The document's name. */
  String document();

  /** The life of the document that it is in afterwards. */
  long epoch();

  /** Its number among the document's events: 1, 2, 3 … without gaps, also from one epoch to the next. */
  long docSeq();

  /** Gives the event to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of event. */
  interface Cases<R> {
    R edited(Edited event);

    R compacted(Compacted event);
  }

  /**
   * Somebody edited: the operations take effect in this order. Some may be known already.
   *
   * @param added how many of them, the last ones, the server added, so that what was brought back is there once (rule DOC23)
   */
  record Edited(String document, long epoch, long docSeq, List<Operation> operations, int added) implements DocumentEvent {

    /** Keeps an unmodifiable copy. */
    public Edited {
      operations = List.copyOf(operations);
      if (added < 0 || added > operations.size()) {
        throw new IllegalArgumentException(added + " of " + operations.size() + " operations were added");
      }
    }

    /** An edit that the server added nothing to. */
    public Edited(String document, long epoch, long docSeq, List<Operation> operations) {
      this(document, epoch, docSeq, operations, 0);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.edited(this);
    }
  }

  /**
   * The next epoch began: the same text without what was deleted, its elements with the ids 1, 2, 3 … of one replica.
   *
   * @param epoch the one that began
   */
  record Compacted(String document, long epoch, long docSeq) implements DocumentEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compacted(this);
    }
  }
}
