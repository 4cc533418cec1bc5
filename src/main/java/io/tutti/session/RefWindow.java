package io.tutti.session;

import io.tutti.identity.ClientId;

/**
 * The last named commands of a session and the places in the log to which they led, so that a repeated one takes effect once.
 * Keeps 64-bit digests in rings of primitives: at most {@value #CAPACITY} commands, 16 bytes each; what is older is looked up
 * in the journal (see {@link #evictedUpTo}). Confined to its session.
 */
final class RefWindow {

  static final int CAPACITY = 1_024;

  private long[] digests = new long[16];
  private long[] seqs = new long[16];
  private int size;
  private int oldest;
  private long evictedUpTo;

  /** Remembers that the command {@code ref} of {@code client} led to {@code seq}. */
  void remember(ClientId client, String ref, long seq) {
    if (size == digests.length && size < CAPACITY) {
      grow();
    }
    if (size == CAPACITY) {
      evictedUpTo = Math.max(evictedUpTo, seqs[oldest]);
      oldest = (oldest + 1) % CAPACITY;
      size--;
    }
    int slot = (oldest + size) % digests.length;
    digests[slot] = digest(client, ref);
    seqs[slot] = seq;
    size++;
  }

  /** The place to which the command led, or 0 where it is not among the last ones. */
  long find(ClientId client, String ref) {
    long digest = digest(client, ref);
    for (int i = size - 1; i >= 0; i--) {
      int slot = (oldest + i) % digests.length;
      if (digests[slot] == digest) {
        return seqs[slot];
      }
    }
    return 0;
  }

  /** Commands that led to this place or before it may have been forgotten. */
  long evictedUpTo() {
    return evictedUpTo;
  }

  /** Says that nothing up to {@code seq} is known: the session was opened from a snapshot taken there. */
  void startAfter(long seq) {
    evictedUpTo = Math.max(evictedUpTo, seq);
  }

  private void grow() {
    long[] largerDigests = new long[size * 2];
    long[] largerSeqs = new long[size * 2];
    for (int i = 0; i < size; i++) {
      int slot = (oldest + i) % digests.length;
      largerDigests[i] = digests[slot];
      largerSeqs[i] = seqs[slot];
    }
    digests = largerDigests;
    seqs = largerSeqs;
    oldest = 0;
  }

  /** FNV-1a over both names with a finaliser; client and ref are told apart by a character that neither may have. */
  private static long digest(ClientId client, String ref) {
    long hash = mix(0xcbf29ce484222325L, client.value());
    hash = mix((hash ^ 0x1F) * 0x100000001b3L, ref);
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  private static long mix(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
