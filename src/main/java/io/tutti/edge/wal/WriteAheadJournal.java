package io.tutti.edge.wal;

import io.tutti.edge.sealing.Seal;
import io.tutti.identity.Caller;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A write-ahead file before a slower journal. Appending costs one write and one fsync; a thread folds what was appended into
 * the journal behind, in large sorted portions, and deletes the file afterwards. Reading a session folds what is there of it
 * first. What an earlier process left behind is folded when the journal is opened.
 *
 * <p>The journal behind must keep its commits over a crash of the machine: a segment is deleted once they returned.
 * It must have no other writer.
 *
 * <p>What the journal behind refuses of one session, though it was acknowledged here, is kept in a file
 * {@code journal-damaged-N.wal} and logged as an error, at the start as later; all other sessions go on.
 *
 * <p>While folding fails, nothing is lost, {@link #isHealthy} is false, logs are read from the journal behind and from memory
 * together, and appending goes on up to the bounds in the settings. While there is too little room on the disk, or it cannot be
 * written, {@link #refusal} says so and nothing new is taken.
 *
 * <p>Thread-safe. Lock order: {@code existence} (a session comes or goes), folding, {@code appending}, the log's lock, the
 * ledger's monitor. Appending never waits for folding, only for the exchange of the current segment; waiting for folding has an end.
 */
public final class WriteAheadJournal implements Journal, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadJournal.class);
  private static final int MAX_IDLE_SESSIONS = 65_536;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final String BUSY = "Another session is being deleted, and that takes too long";

  private final Journal inner;
  private final WriteAheadSettings settings;
  private final DirectoryLock directory;
  private final SegmentLog log;
  private final Ledger ledger = new Ledger(MAX_IDLE_SESSIONS);
  private final Folding folding;
  private final Folder folder;
  private final Guard guard;
  private final UnfoldedReader reader;
  private final Frame frame;
  private final ReentrantLock appending = new ReentrantLock();
  private final ReentrantReadWriteLock existence = new ReentrantReadWriteLock();
  /** Deleted sessions whose entries may still stand in a segment: recovery would give them to a successor of the same name. */
  private final Set<SessionId> unpurged = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Opens the journal before {@code inner}, which from now on belongs to it, and folds what an earlier process left. Records are sealed by {@code seal}.
   *
   * @throws JournalFailure if the directory is in use, a segment is damaged otherwise than by a crash, or {@code inner} fails
   */
  public WriteAheadJournal(Journal inner, WriteAheadSettings settings, Seal seal, ThreadFactory threads) {
    this(inner, settings, seal, threads, Disk.ofMachine());
  }

  WriteAheadJournal(Journal inner, WriteAheadSettings settings, Seal seal, ThreadFactory threads, Disk disk) {
    this.inner = inner;
    this.settings = settings;
    this.frame = new Frame(settings.maxRecordBytes(), seal);
    this.directory = taken(settings);
    try {
      DamagedEntries damaged = new DamagedEntries(disk, settings.directory(), seal, inner);
      long next = new Recovery(inner, settings.directory(), disk, settings.chunkEntries(), seal).run();
      this.log = new SegmentLog(disk, settings.directory(), next);
      this.guard = new Guard(log, disk, settings, threads);
      this.folding = new Folding(new Delivery(inner, settings.chunkEntries()), damaged, log, ledger, guard);
      this.reader = new UnfoldedReader(inner, folding, ledger);
      this.folder = new Folder(folding, settings, threads);
      guard.start();
      folder.start();
    } catch (IOException e) {
      release();
      throw new JournalFailure("The segments in " + settings.directory() + " cannot be recovered", e, false);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  private static DirectoryLock taken(WriteAheadSettings settings) {
    try {
      Files.createDirectories(settings.directory());
      return DirectoryLock.take(settings.directory());
    } catch (IOException e) {
      throw new JournalFailure("The data directory cannot be used: " + e.getMessage(), e, false);
    }
  }

  @Override
  public void append(List<Batch> batches) {
    if (batches.isEmpty()) {
      return;
    }
    appending.lock();
    try {
      batches.forEach(this::requireKnown);
      ledger.requireNext(batches);
      frame.encode(batches);
      requireRoom(batches);
      guard.requireRoomToAppend();
      log.append(frame, () -> ledger.appended(batches));
      if (ledger.entries() >= settings.foldAtEntries() || log.bytes() >= settings.maxUnfoldedBytes() / 4) {
        folder.wake();
      }
    } finally {
      appending.unlock();
    }
  }

  /** Once for each session that comes to life here without being opened or created: whoever is behind would refuse later. */
  private void requireKnown(Batch batch) {
    SessionId session = batch.session();
    if (batch.entries().isEmpty()) {
      throw new JournalFailure("A batch of session " + session + " has no entries", true);
    }
    if (ledger.knows(session)) {
      return;
    }
    if (ledger.hasUnfolded(session)) {
      throw new JournalFailure("Entries of session " + session + " were refused and are still to be kept aside", true);
    }
    Ledger.Place place = ledger.lookUp(session);
    if (inner.describe(session).isEmpty()) {
      throw new JournalFailure("There is no session " + session, true);
    }
    long before = batch.entries().get(0).seq() - 1;
    List<Entry> stored = inner.read(session, before, Long.MAX_VALUE, 2);
    long end = Math.max(inner.retainedAfter(session), stored.isEmpty() ? 0 : stored.get(stored.size() - 1).seq());
    if (end != before) {
      throw new JournalFailure("The log of session " + session + " does not end at " + before, true);
    }
    ledger.found(session, place, end);
  }

  private void requireRoom(List<Batch> batches) {
    long entries = ledger.entries();
    for (Batch batch : batches) {
      entries += batch.entries().size();
    }
    if (entries > settings.maxUnfoldedEntries() || log.bytes() + frame.size() > settings.maxUnfoldedBytes()) {
      folder.wake();
      throw new JournalFailure("The write-ahead file is full: folding it fails or is too slow", false);
    }
  }

  @Override
  public boolean create(SessionDescription description) {
    SessionId session = description.id();
    String refusal = guard.refusal();
    if (refusal != null) {
      throw JournalFailure.refused(refusal);
    }
    Patience.lock(existence.readLock(), LONGEST_WAIT, BUSY);
    try {
      if (unpurged.contains(session)) {
        purge(session);
      }
      boolean created = inner.create(description);
      if (created) {
        ledger.created(session);
      }
      return created;
    } finally {
      existence.readLock().unlock();
    }
  }

  @Override
  public Optional<Opened> open(SessionId session) {
    Ledger.Place place = ledger.lookUp(session);
    Optional<Opened> opened = reader.open(session);
    if (opened.isPresent()) {
      ledger.found(session, place, UnfoldedReader.end(opened.get()));
    }
    return opened;
  }

  @Override
  public Optional<SessionDescription> describe(SessionId session) {
    return inner.describe(session);
  }

  @Override
  public List<Entry> read(SessionId session, long from, long to, int limit) {
    return reader.read(session, from, to, limit);
  }

  @Override
  public List<Entry> readPiece(SessionId session, long from, long to, int limit, long maxCharacters) {
    return reader.readPiece(session, from, to, limit, maxCharacters);
  }

  @Override
  public long retainedAfter(SessionId session) {
    return inner.retainedAfter(session);
  }

  @Override
  public Optional<Entry> find(SessionId session, ClientId client, String ref, long after) {
    return reader.find(session, client, ref, after);
  }

  @Override
  public void keep(SessionId session, SessionSnapshot snapshot) {
    folding.fold(session);
    requireFolded(session, snapshot);
    inner.keep(session, snapshot);
  }

  @Override
  public void forget(SessionId session, SessionSnapshot snapshot) {
    folding.fold(session);
    requireFolded(session, snapshot);
    inner.forget(session, snapshot);
  }

  @Override
  public void forgetUpTo(SessionId session, long seq) {
    folding.fold(session);
    inner.forgetUpTo(session, seq);
  }

  @Override
  public void beginAfter(SessionId session, long after) {
    folding.fold(session);
    inner.beginAfter(session, after);
    ledger.begun(session, after);
  }

  /** Brings the tables up to what was appended to {@code session} before this call, for readers of other tables. */
  public void catchUp(SessionId session) {
    folding.fold(session);
  }

  /** Brings the tables up to everything that was appended before this call, for readers of other tables. */
  public void catchUp() {
    folding.foldAfter(null, Integer.MAX_VALUE);
  }

  /** A snapshot of what is not folded yet would outlive a crash after which the log behind ends before it. */
  private void requireFolded(SessionId session, SessionSnapshot snapshot) {
    long seq = snapshot.seq();
    if (seq > 0 && !ledger.isFolded(session, seq)
        && inner.read(session, seq, seq, 1).isEmpty() && inner.retainedAfter(session) < seq) {
      throw new JournalFailure("Session " + session + ": the log does not reach the snapshot at " + seq, true);
    }
  }

  @Override
  public void delete(SessionId session) {
    Patience.lock(existence.writeLock(), LONGEST_WAIT, BUSY);
    try {
      unpurged.add(session);
      inner.delete(session);
      ledger.drop(session);
      purge(session);
    } finally {
      existence.writeLock().unlock();
    }
  }

  @Override
  public boolean isDeleted(SessionId session) {
    return inner.isDeleted(session);
  }

  @Override
  public LogIdentity renew(SessionId session) {
    return inner.renew(session);
  }

  /** Gets rid of every segment that may hold entries of a deleted session. */
  private void purge(SessionId session) {
    folding.foldAll();
    unpurged.remove(session);
  }

  @Override
  public List<Summary> list(@Nullable SessionId after, int limit) {
    folding.foldAfter(after, limit);
    return inner.list(after, limit);
  }

  /** Who takes part stands in any of the logs. */
  @Override
  public List<Summary> list(Caller caller, @Nullable SessionId after, int limit) {
    catchUp();
    return inner.list(caller, after, limit);
  }

  /** Folds everything now rather than within the interval: what was appended before stands in the file no longer. */
  public void fold() {
    folding.foldAll();
  }

  @Override
  public boolean isHealthy() {
    return guard.refusal() == null && !log.isFailing() && folding.isHealthy() && folder.check().equals(OK) && inner.isHealthy();
  }

  @Override
  public @Nullable String refusal() {
    return guard.refusal();
  }

  @Override
  public Map<String, String> checks() {
    Map<String, String> checks = new TreeMap<>(inner.checks());
    checks.put("disk", guard.disk());
    checks.put("journal", log.isFailing() ? Guard.NO_WRITING : OK);
    checks.put("folding", folding.isHealthy() ? folder.check() : "The last attempt failed; " + folder.check());
    return checks;
  }

  /**
   * Folds everything and gives the directory free. The journal behind stays open.
   *
   * @throws JournalFailure if not everything could be folded; it is then recovered at the next start
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    guard.stop();
    folder.stop();
    try {
      log.refuse();
      folding.foldAll();
    } finally {
      log.close();
      release();
    }
  }

  private void release() {
    try {
      directory.release();
    } catch (IOException e) {
      LOG.warn("The lock of {} could not be released: {}", settings.directory(), e.toString());
    }
  }
}
