package io.tutti.edge.jpa;

/** The digest by which a named command's entries are looked up. Thread-safe: holds nothing. */
final class RefDigest {

  private RefDigest() {}

  /**
   * The client in the upper half, the ref in the lower one: names that count up ({@code r1, r2, …}) get digests that lie side
   * by side, and so fill one page of the index after another instead of touching all of them. Different names may have
   * the same digest: compare them.
   */
  static long of(String client, String ref) {
    return (long) client.hashCode() << 32 | (ref.hashCode() & 0xFFFF_FFFFL);
  }
}
