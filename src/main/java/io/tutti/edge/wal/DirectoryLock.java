package io.tutti.edge.wal;

import io.tutti.session.JournalFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a data directory for one journal of one process. Thread-safe: taken once, released once. */
final class DirectoryLock {

  private static final String FILE = "journal.lock";
  private static final String PROPERTY = "io.tutti.edge.wal.lock:";

  private final String property;
  private final FileChannel channel;

  private DirectoryLock(String property, FileChannel channel) {
    this.property = property;
    this.channel = channel;
  }

  /**
   * Takes the directory.
   *
   * @throws JournalFailure if somebody has it
   */
  static DirectoryLock take(Path directory) throws IOException {
    // On POSIX, closing a second channel to the file gives up the process's lock: so a second try in this process must not
    // get as far as opening one. A system property is seen by every class loader.
    String property = PROPERTY + directory.toRealPath();
    if (System.getProperties().putIfAbsent(property, "") != null) {
      throw taken(directory, null);
    }
    try {
      return new DirectoryLock(property, locked(directory));
    } catch (IOException | RuntimeException e) {
      System.getProperties().remove(property);
      throw e;
    }
  }

  private static FileChannel locked(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(directory, null);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw taken(directory, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static JournalFailure taken(Path directory, @Nullable Throwable cause) {
    String message = "The data directory " + directory + " is in use by another server";
    return cause == null ? new JournalFailure(message, false) : new JournalFailure(message, cause, false);
  }

  void release() throws IOException {
    try {
      channel.close();
    } finally {
      System.getProperties().remove(property);
    }
  }
}
