package io.tutti.edge.wal;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what an earlier process left in segments into the journal behind. Confined to the thread that opens the journal. */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Delivery delivery;
  private final Seal seal;
  private final DamagedEntries damaged;
  private final Path directory;
  private final Disk disk;
  private final int chunkEntries;
  private final Map<SessionId, List<Entry>> read = new TreeMap<>();
  private int readEntries;
  private long stored;

  Recovery(Journal inner, Path directory, Disk disk, int chunkEntries, Seal seal) {
    this.delivery = new Delivery(inner, chunkEntries);
    this.damaged = new DamagedEntries(disk, directory, seal, inner);
    this.seal = seal;
    this.directory = directory;
    this.disk = disk;
    this.chunkEntries = chunkEntries;
  }

  /**
   * Replays and deletes all segments. What the journal behind will not take of a session is kept aside.
   *
   * @return the number of the next segment
   * @throws JournalFailure if a segment is missing or damaged otherwise than by a crash: then none is replayed; or if the
   *     journal behind fails: then every segment stays
   */
  long run() throws IOException {
    List<Path> files = segments();
    if (files.isEmpty()) {
      return 1;
    }
    List<SegmentReader.Extent> extents = new ArrayList<>();
    for (Path file : files) {
      try (SegmentReader reader = SegmentReader.open(file)) {
        extents.add(reader.extent());
      }
    }
    requireWhole(extents);
    for (SegmentReader.Extent extent : extents) {
      replay(extent);
    }
    flush();
    for (Path file : files) {
      disk.delete(file);
    }
    disk.forceNames(directory);
    if (stored > 0) {
      LOG.info("{} entries from {} segments were recovered", stored, files.size());
    }
    return number(files.get(files.size() - 1)) + 1;
  }

  private List<Path> segments() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all
          .filter(file -> SegmentFormat.number(file).isPresent())
          .sorted(Comparator.comparingLong(Recovery::number))
          .toList();
    }
    for (int i = 1; i < files.size(); i++) {
      if (number(files.get(i)) != number(files.get(i - 1)) + 1) {
        throw new JournalFailure("A segment is missing between " + files.get(i - 1) + " and " + files.get(i), false);
      }
    }
    return files;
  }

  private static long number(Path file) {
    return SegmentFormat.number(file).orElseThrow();
  }

  /**
   * A record that a crash cut short was never acknowledged, and nothing follows it. The next segment, without records, may be
   * there already; so the place behind the last whole record of all is where damage is forgiven.
   */
  private static void requireWhole(List<SegmentReader.Extent> extents) {
    boolean recordsFollow = false;
    for (int i = extents.size() - 1; i >= 0; i--) {
      SegmentReader.Extent extent = extents.get(i);
      if (extent.isDamaged()) {
        if (extent.goesOn() || recordsFollow) {
          throw new JournalFailure(extent.file() + " is damaged at offset " + extent.end() + ", and entries follow", false);
        }
        LOG.warn("{}: the {} bytes from offset {} on are no whole record, as a crash leaves them in the middle of a write;"
            + " they are left out, nobody was told that they are stored", extent.file(), extent.torn(), extent.end());
      }
      recordsFollow |= extent.records() > 0;
    }
  }

  private void replay(SegmentReader.Extent extent) throws IOException {
    try (SegmentReader reader = SegmentReader.open(extent.file())) {
      reader.forEach(extent, seal, this::take);
    }
  }

  private void take(List<Batch> batches) {
    for (Batch batch : batches) {
      read.computeIfAbsent(batch.session(), absent -> new ArrayList<>()).addAll(batch.entries());
      readEntries += batch.entries().size();
    }
    if (readEntries >= chunkEntries) {
      flush();
    }
  }

  private void flush() {
    List<Batch> batches = new ArrayList<>();
    read.forEach((session, entries) -> batches.add(new Batch(session, entries)));
    damaged.keep(delivery.deliverMissing(batches, batch -> stored += batch.entries().size()));
    read.clear();
    readEntries = 0;
  }
}
