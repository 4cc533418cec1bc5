package io.tutti.session;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The last named commands of a session and the places in the log to which they led, so that a repeated one takes effect once.
 * Keeps 64-bit digests in two hash tables of primitives: when the newer one holds {@value #GENERATION} commands, it becomes the
 * older one and the older one is forgotten. So the last {@value #GENERATION} commands are always known, at most twice as
 * many, at 32 bytes each; what is older is looked up in the journal (see {@link #evictedUpTo}). Confined to its session.
 */
final class RefWindow {

  static final int GENERATION = 256;

  private Table newer = new Table();
  private Table older = new Table();
  private long evictedUpTo;

  /** Remembers that the command {@code ref} of {@code owner}'s {@code client} led to {@code seq}; null owns what guests do. */
  void remember(@Nullable UserId owner, ClientId client, String ref, long seq) {
    if (newer.size == GENERATION) {
      evictedUpTo = Math.max(evictedUpTo, older.lastSeq);
      older = newer;
      newer = new Table();
    }
    newer.put(digest(owner, client, ref), seq);
  }

  /** The place to which the command led, or 0 where it is not among the last ones. */
  long find(@Nullable UserId owner, ClientId client, String ref) {
    long digest = digest(owner, client, ref);
    long seq = newer.get(digest);
    return seq == 0 ? older.get(digest) : seq;
  }

  /** Commands that led to this place or before it may have been forgotten. */
  long evictedUpTo() {
    return evictedUpTo;
  }

  /** Says that nothing up to {@code seq} is known: the session was opened from a snapshot taken there. */
  void startAfter(long seq) {
    evictedUpTo = Math.max(evictedUpTo, seq);
  }

  /** Digests to places; open addressing, never more than half full. A digest of 0 means an empty slot, and is never made. */
  private static final class Table {
    private long[] digests = new long[16];
    private long[] seqs = new long[16];
    private int size;
    private long lastSeq;

    long get(long digest) {
      int slot = slot(digest);
      return digests[slot] == 0 ? 0 : seqs[slot];
    }

    void put(long digest, long seq) {
      if (size * 2 >= digests.length) {
        grow();
      }
      int slot = slot(digest);
      size += digests[slot] == 0 ? 1 : 0;
      digests[slot] = digest;
      seqs[slot] = seq;
      lastSeq = seq;
    }

    private int slot(long digest) {
      int mask = digests.length - 1;
      int slot = (int) digest & mask;
      while (digests[slot] != 0 && digests[slot] != digest) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      long[] oldDigests = digests;
      long[] oldSeqs = seqs;
      digests = new long[oldDigests.length * 2];
      seqs = new long[digests.length];
      for (int i = 0; i < oldDigests.length; i++) {
        if (oldDigests[i] != 0) {
          int slot = slot(oldDigests[i]);
          digests[slot] = oldDigests[i];
          seqs[slot] = oldSeqs[i];
        }
      }
    }
  }

  /** FNV-1a over the names with a finaliser; they are told apart by characters that none may have. */
  private static long digest(@Nullable UserId owner, ClientId client, String ref) {
    long hash = owner == null ? 0xcbf29ce484222325L : mix(0xcbf29ce484222325L, owner.value());
    hash = mix((hash ^ 0x1E) * 0x100000001b3L, client.value());
    hash = mix((hash ^ 0x1F) * 0x100000001b3L, ref);
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  private static long mix(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
