package io.tutti.edge.wal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a write-ahead journal works. Immutable.
 *
 * @param directory where the segments are; made where it is missing
 * @param foldInterval how long entries wait at most before they are folded
 * @param longestBackOff how long a folding that fails waits at most before the next try
 * @param foldAtEntries unfolded entries at which folding starts at once
 * @param chunkEntries entries in one call to the journal behind, at most
 * @param maxUnfoldedEntries unfolded entries beyond which appending is refused
 * @param maxUnfoldedBytes bytes in all segments beyond which appending is refused
 * @param maxRecordBytes bytes of one append, beyond which it is refused
 * @param watchInterval how often it is looked whether records can be written
 * @param minFreeBytes bytes that must be free on the disk, beside what folding will need, for anything new to be taken; 0: none
 */
public record WriteAheadSettings(
    Path directory,
    Duration foldInterval,
    Duration longestBackOff,
    int foldAtEntries,
    int chunkEntries,
    int maxUnfoldedEntries,
    long maxUnfoldedBytes,
    int maxRecordBytes,
    Duration watchInterval,
    long minFreeBytes) {

  public WriteAheadSettings {
    if (!isPositive(foldInterval) || longestBackOff.compareTo(foldInterval) < 0 || !isPositive(watchInterval)) {
      throw new IllegalArgumentException("foldInterval and watchInterval must be positive, and longestBackOff not shorter");
    }
    if (foldAtEntries < 1 || chunkEntries < 1 || maxUnfoldedEntries < 1 || maxUnfoldedBytes < 1 || maxRecordBytes < 64) {
      throw new IllegalArgumentException("The bounds of the write-ahead journal must be positive, and a record hold 64 bytes");
    }
  }

  /** Settings without a least room, where it is looked as often as folded. */
  WriteAheadSettings(Path directory, Duration foldInterval, Duration longestBackOff, int foldAtEntries, int chunkEntries,
      int maxUnfoldedEntries, long maxUnfoldedBytes, int maxRecordBytes) {
    this(directory, foldInterval, longestBackOff, foldAtEntries, chunkEntries, maxUnfoldedEntries, maxUnfoldedBytes,
        maxRecordBytes, foldInterval, 0);
  }

  /**
   * What suits a server: folded every second or at 5,000 entries, at most 200,000 entries or 256 MiB unfolded; {@code minFreeBytes}
   * as above.
   */
  public static WriteAheadSettings in(Path directory, long minFreeBytes) {
    return new WriteAheadSettings(directory, Duration.ofSeconds(1), Duration.ofSeconds(4), 5_000, 10_000, 200_000, 256L << 20,
        64 << 20, Duration.ofMillis(250), minFreeBytes);
  }

  /** The same without a least room. */
  public static WriteAheadSettings in(Path directory) {
    return in(directory, 0);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
