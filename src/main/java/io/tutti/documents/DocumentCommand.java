package io.tutti.documents;

import io.tutti.text.Operation;
import java.util.List;

/** What somebody wants of a session's documents. Immutable. */
public sealed interface DocumentCommand {

  /** The document's name, as it was sent. */
  String document();

  /** Gives the command to the case that it is. */
  <R> R match(Cases<R> cases);

  /** One reader's answer to each kind of command. */
  interface Cases<R> {
    R edit(Edit command);

    R compact(Compact command);
  }

  /**
   * Operations that take effect together or not at all, each on top of the ones before it (rule DOC3).
   *
   * @param epoch the life of the document that they were made in, 1 or more; or {@link #ANY_EPOCH}
   * @param operations 1 to {@link Documents#MAX_OPERATIONS}
   * @param always whether it is recorded even where every operation is known already
   */
  record Edit(String document, long epoch, List<Operation> operations, boolean always) implements DocumentCommand {

    /**
     * For clients that know of no epochs: the one in force. Once that is not the first one, an operation must depend on
     * nothing that is unknown (else it is refused as not found): it may be of an epoch that is over, and would wait for
     * ever (rule CE16).
     */
    public static final long ANY_EPOCH = Long.MIN_VALUE;

    /** Keeps an unmodifiable copy. */
    public Edit {
      operations = List.copyOf(operations);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.edit(this);
    }
  }

  /** The next epoch of a document begins: the same text without what was deleted (rule DOC12). */
  record Compact(String document) implements DocumentCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compact(this);
    }
  }
}
