package io.tutti.documents;

import io.tutti.text.Operation;
import io.tutti.text.Span;
import io.tutti.text.TextDocument;
import java.util.List;

/**
 * How far an operation may reach above all lamports that its document has seen (rule DOC21). Immutable.
 *
 * <p>Whoever counts on from what they have seen never reaches above it by more than the length of one insert. A document
 * has at most {@value #ELEMENTS} elements, and each lets the clock grow by at most {@link #MAX_STEP}: it stays far below
 * the greatest lamport, whatever anybody sends.
 */
final class LamportBound {
  private static final int ELEMENTS = 4 << 20;

  /** By how much an operation may raise the clock: as many elements as a document can have. */
  static final long MAX_STEP = ELEMENTS;

  /** A clock of that much more than there are elements was raised in ways that are refused now. */
  static final long EXCESSIVE_LEAD = 1L << 40;

  private LamportBound() {}

  /** The first of the operations that reaches too far if they are integrated one after the other; -1 if none does. */
  static int firstBeyond(List<Operation> operations, TextDocument text) {
    long clock = text.clock();
    for (int index = 0; index < operations.size(); index++) {
      long reach = reach(operations.get(index));
      if (reach - clock > MAX_STEP) {
        return index;
      }
      clock = Math.max(clock, reach);
    }
    return -1;
  }

  private static long reach(Operation operation) {
    return operation.match(
        insert -> insert.id().lamport() - 1 + insert.text().codePointCount(0, insert.text().length()),
        delete -> delete.spans().stream().mapToLong(LamportBound::last).max().orElse(0));
  }

  private static long last(Span span) {
    return span.lamport() - 1 + span.count();
  }
}
