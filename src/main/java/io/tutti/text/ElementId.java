package io.tutti.text;

/**
 * The name of one element: a lamport time and the replica that inserted it. Immutable.
 *
 * <p>The record holds whatever a peer sent; {@link TextDocument#integrate} refuses what is not {@link #isValid}.
 *
 * @param lamport 1 to {@link #MAX_LAMPORT}; 0 for the root only
 * @param replica 1 to 64 characters of valid Unicode
 */
public record ElementId(long lamport, String replica) implements Comparable<ElementId> {
  /** The greatest lamport: 2^53 - 1, so that every JSON reader keeps it exact. */
  public static final long MAX_LAMPORT = (1L << 53) - 1;

  /** The longest replica name, in code points. */
  public static final int MAX_REPLICA_LENGTH = 64;

  /** What the first element of a text stands after; never visible, never deleted. */
  public static final ElementId ROOT = new ElementId(0, "root");

  /** Whether this is the root. */
  public boolean isRoot() {
    return lamport == 0 && replica.equals(ROOT.replica);
  }

  /** Whether this may name an inserted element, that is: well formed and not the root. */
  public boolean isValid() {
    return lamport >= 1 && lamport <= MAX_LAMPORT && isReplica(replica);
  }

  /** Whether {@code name} may name a replica: 1 to 64 code points and no lone surrogate. */
  public static boolean isReplica(String name) {
    return !name.isEmpty()
        && name.length() <= 2 * MAX_REPLICA_LENGTH
        && name.codePointCount(0, name.length()) <= MAX_REPLICA_LENGTH
        && Unicode.isValid(name);
  }

  /** By lamport as a number, then by replica in code point order (which is the order of its UTF-8 bytes). */
  @Override
  public int compareTo(ElementId other) {
    int byLamport = Long.compare(lamport, other.lamport);
    return byLamport != 0 ? byLamport : Unicode.compare(replica, other.replica);
  }

  @Override
  public String toString() {
    return "[" + lamport + "," + replica + "]";
  }
}
