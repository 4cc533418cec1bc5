package io.tutti.edge.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that can be full, or refuse to do single things. Thread-safe: told between the calls that it disturbs. */
final class FaultyDisk implements Disk {

  private final Disk disk = Disk.ofMachine();
  volatile long room = Long.MAX_VALUE;
  volatile long usable = Long.MAX_VALUE;
  volatile boolean refusesForce;
  volatile boolean refusesTruncate;
  volatile boolean refusesDelete;
  volatile boolean refusesCreate;

  @Override
  public Sink create(Path file) throws IOException {
    require(!refusesCreate, "make a file");
    return new FaultySink(disk.create(file));
  }

  @Override
  public Sink reopen(Path file) throws IOException {
    return new FaultySink(disk.reopen(file));
  }

  @Override
  public void delete(Path file) throws IOException {
    require(!refusesDelete, "delete");
    disk.delete(file);
  }

  @Override
  public boolean exists(Path file) {
    return disk.exists(file);
  }

  @Override
  public long usableBytes(Path directory) {
    return usable;
  }

  @Override
  public void forceNames(Path directory) throws IOException {
    disk.forceNames(directory);
  }

  private static void require(boolean works, String what) throws IOException {
    if (!works) {
      throw new IOException("the disk refuses to " + what);
    }
  }

  private final class FaultySink implements Sink {
    private final Sink sink;

    FaultySink(Sink sink) {
      this.sink = sink;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      require(room > 0, "take more");
      int limit = bytes.limit();
      bytes.limit((int) Math.min(limit, bytes.position() + room));
      int written = sink.write(bytes, position);
      bytes.limit(limit);
      room -= written;
      return written;
    }

    @Override
    public void force() throws IOException {
      if (refusesForce) {
        refusesForce = false;
        throw new IOException("the disk refuses to force");
      }
      sink.force();
    }

    @Override
    public void truncate(long length) throws IOException {
      require(!refusesTruncate, "truncate");
      sink.truncate(length);
    }

    @Override
    public void close() throws IOException {
      sink.close();
    }
  }
}
