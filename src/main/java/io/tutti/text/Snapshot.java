package io.tutti.text;

/**
 * A whole document in bytes: text, ids, deleted elements and what waits. Immutable.
 *
 * <p>Version 1, numbers as {@link ByteSink} writes them:
 *
 * <ol>
 *   <li>octet 1: the version; number: the epoch
 *   <li>number of replicas; for each its name
 *   <li>number of chains: runs of consecutive lamports of one replica, in the order of the text; then in columns:
 *       the replicas as (number of the replica, chains of it in a row) until all chains have one; for each chain its
 *       first lamport, signed, less the end of the chain before it; for each chain its length
 *   <li>the visible text
 *   <li>lengths of visible and deleted stretches in turn, visible first, until all elements are in one; only the
 *       first may be 0
 *   <li>number of id ranges whose deletion came before them; for each the replica, the first lamport, the length
 *   <li>number of waiting inserts; for each the text, lamport and replica of the id, lamport and replica of what it
 *       stands after
 *   <li>CRC-32C of everything before it, four octets, the lowest first
 * </ol>
 *
 * <p>What an element stands after is not written: the order tells (see the package).
 */
public final class Snapshot {
  static final int VERSION = 1;

  private Snapshot() {}

  /** The bytes of a document. */
  public static byte[] encode(TextDocument document) {
    return new SnapshotWriter(document).bytes();
  }

  /**
   * The document of some bytes. Memory stays within a small multiple of the bytes given, whatever they say.
   *
   * @param limits of the document; its elements, replicas and bytes are checked here
   */
  public static Loaded decode(byte[] bytes, Limits limits) {
    if (bytes.length > limits.maxSnapshotBytes()) {
      return new Loaded.Corrupt(bytes.length + " bytes are more than " + limits.maxSnapshotBytes());
    }
    try {
      return new Loaded.Whole(new SnapshotReader(bytes, limits).document());
    } catch (MalformedDocument malformed) {
      return new Loaded.Corrupt(malformed.reason());
    }
  }
}
