package io.tutti.text;

/**
 * How large a document and its operations may become. Immutable. Whatever would pass a limit is refused as
 * {@link Refusal#TOO_LARGE}, or as {@link Refusal#RESYNC} where waiting operations are too many.
 *
 * @param maxElements elements of the document, deleted ones included; at most 2^28
 * @param maxReplicas replicas that have inserted into the document
 * @param maxInsertUnits UTF-16 units of one insert
 * @param maxDeleteSpans spans of one delete
 * @param maxWaiting inserts that wait for what they stand after, and spans of deletes whose elements have not come
 * @param maxWaitingUnits UTF-16 units of all waiting inserts together
 * @param maxSnapshotBytes bytes of a snapshot that is decoded
 * @param maxLamportLead how far above the document's clock an operation may reach, at most
 *     {@link ElementId#MAX_LAMPORT}; where one party decides for all, a bound keeps anybody from using up the lamports
 */
public record Limits(
    int maxElements,
    int maxReplicas,
    int maxInsertUnits,
    int maxDeleteSpans,
    int maxWaiting,
    int maxWaitingUnits,
    int maxSnapshotBytes,
    long maxLamportLead) {

  /**
   * 16 Mi elements, 100,000 replicas, inserts of 1 Mi units, 10,000 spans and waiting operations, 64 MiB snapshots, any
   * lamport.
   */
  public static final Limits DEFAULT =
      new Limits(1 << 24, 100_000, 1 << 20, 10_000, 10_000, 4 << 20, 64 << 20, ElementId.MAX_LAMPORT);

  private static final int GREATEST = 1 << 28;

  /** Refuses a limit below 1 or above what the document can count. */
  public Limits {
    requireWithin("maxElements", maxElements);
    requireWithin("maxReplicas", maxReplicas);
    requireWithin("maxInsertUnits", maxInsertUnits);
    requireWithin("maxDeleteSpans", maxDeleteSpans);
    requireWithin("maxWaiting", maxWaiting);
    requireWithin("maxWaitingUnits", maxWaitingUnits);
    requireWithin("maxSnapshotBytes", maxSnapshotBytes);
    if (maxLamportLead < 1 || maxLamportLead > ElementId.MAX_LAMPORT) {
      throw new IllegalArgumentException("maxLamportLead must be 1 to " + ElementId.MAX_LAMPORT);
    }
  }

  private static void requireWithin(String name, int value) {
    if (value < 1 || value > GREATEST) {
      throw new IllegalArgumentException(name + " must be 1 to " + GREATEST + ", not " + value);
    }
  }
}
