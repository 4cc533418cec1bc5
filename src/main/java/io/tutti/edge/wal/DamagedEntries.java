package io.tutti.edge.wal;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where acknowledged entries go that the journal behind will never take: into a file of their own in the data directory, in
 * the format of a segment, one record for each session. Nothing reads it again but people. Confined to who folds.
 */
final class DamagedEntries {

  private static final Logger LOG = LoggerFactory.getLogger(DamagedEntries.class);
  private static final int MAX_RECORD_BYTES = 1 << 30;
  private static final int SLICE_BYTES = 1 << 18;

  private final Disk disk;
  private final Path directory;
  private final Seal seal;
  private final Journal inner;

  DamagedEntries(Disk disk, Path directory, Seal seal, Journal inner) {
    this.inner = inner;
    this.disk = disk;
    this.directory = directory;
    this.seal = seal;
  }

  /**
   * Keeps what was refused, durably, and says so in the log, once for each session.
   *
   * @throws JournalFailure if it cannot be kept; then the segments must stay
   */
  void keep(List<Delivery.Refusal> refused) {
    if (refused.isEmpty()) {
      return;
    }
    String name = unusedName();
    Path file = directory.resolve(name);
    boolean interrupted = Thread.interrupted();
    try {
      Segment segment = Segment.create(disk, directory, name, 0);
      try {
        ByteBuffer slice = ByteBuffer.allocateDirect(SLICE_BYTES);
        Frame frame = new Frame(MAX_RECORD_BYTES, seal);
        for (Delivery.Refusal refusal : refused) {
          frame.encode(List.of(refusal.batch()));
          segment.write(frame, slice);
        }
      } finally {
        segment.close();
      }
    } catch (IOException e) {
      throw new JournalFailure("Entries that cannot be stored cannot be kept in " + file + " either", e, false);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    refused.forEach(refusal -> {
      report(file, refusal);
      renew(refusal.batch().session());
    });
  }

  /** People have seen what is kept aside: the numbers that they know will be given again (rule LOGID3). */
  private void renew(SessionId session) {
    try {
      inner.renew(session);
    } catch (JournalFailure e) {
      if (!e.isData()) {
        throw e;
      }
      LOG.debug("Session {} is gone", session);
    }
  }

  private String unusedName() {
    int number = 1;
    while (Files.exists(directory.resolve(SegmentFormat.damagedName(number)))) {
      number++;
    }
    return SegmentFormat.damagedName(number);
  }

  private static void report(Path file, Delivery.Refusal refusal) {
    var entries = refusal.batch().entries();
    LOG.error("Session {}: the entries {} to {} cannot be stored and are kept in {}; the session goes on without them",
        refusal.batch().session(), entries.get(0).seq(), entries.get(entries.size() - 1).seq(), file, refusal.reason());
  }
}
