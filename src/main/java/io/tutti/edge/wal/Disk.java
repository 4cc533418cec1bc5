package io.tutti.edge.wal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done to files when a log is written: the place where a disk can be full or broken. Thread-safe. */
interface Disk {

  /** An open file that is written. Confined to the thread that holds the log's lock. */
  interface Sink extends Closeable {

    /** Writes what it can of {@code bytes} at {@code position}; returns how many bytes. */
    int write(ByteBuffer bytes, long position) throws IOException;

    /** Returns when everything written, and the file's length, is on the medium. */
    void force() throws IOException;

    /** Cuts the file off at {@code length}. */
    void truncate(long length) throws IOException;
  }

  /** An empty file to write, in place of any that was there. */
  Sink create(Path file) throws IOException;

  /** A file that is there, to go on writing. */
  Sink reopen(Path file) throws IOException;

  /** Deletes a file; one that is gone is fine. */
  void delete(Path file) throws IOException;

  /** Whether the file is there, as far as can be told. */
  boolean exists(Path file);

  /** How many bytes can still be written where the directory is; 0 where it cannot be told. */
  long usableBytes(Path directory);

  /** Returns when the directory's names are on the medium, as far as the platform can tell. */
  void forceNames(Path directory) throws IOException;

  /** The machine's own disk. */
  static Disk ofMachine() {
    return new MachineDisk();
  }

  /** Files through channels. Immutable. */
  final class MachineDisk implements Disk {

    @Override
    public Sink create(Path file) throws IOException {
      return new ChannelSink(FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    @Override
    public Sink reopen(Path file) throws IOException {
      return new ChannelSink(FileChannel.open(file, StandardOpenOption.WRITE));
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public boolean exists(Path file) {
      return !Files.notExists(file);
    }

    @Override
    public long usableBytes(Path directory) {
      // Not by a FileStore, which reads the table of all mounts to be found.
      return directory.toFile().getUsableSpace();
    }

    @Override
    public void forceNames(Path directory) throws IOException {
      FileChannel names;
      try {
        names = FileChannel.open(directory, StandardOpenOption.READ);
      } catch (IOException e) {
        // Windows opens no directories, and keeps names in its own journal.
        if (System.getProperty("os.name", "").startsWith("Windows")) {
          return;
        }
        throw e;
      }
      try (names) {
        names.force(true);
      }
    }
  }

  /** A file channel. */
  record ChannelSink(FileChannel channel) implements Sink {

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      return channel.write(bytes, position);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long length) throws IOException {
      channel.truncate(length);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
