package io.tutti.text;

/**
 * Ids of one replica with consecutive lamports. Immutable.
 *
 * @param lamport the first lamport, at least 1
 * @param replica whose ids
 * @param count how many, at least 1; the last lamport is at most {@link ElementId#MAX_LAMPORT}
 */
public record Span(long lamport, String replica, long count) {

  /** Whether this names only ids that an element may have. */
  public boolean isValid() {
    return lamport >= 1
        && count >= 1
        && lamport <= ElementId.MAX_LAMPORT
        && count <= ElementId.MAX_LAMPORT - lamport + 1
        && ElementId.isReplica(replica);
  }
}
