package io.tutti.edge.jpa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system for H2 under the scheme {@code full:} that has room until somebody says otherwise. Thread-safe. */
public final class FullDisk extends FilePathWrapper {

  private static volatile boolean full;
  private static volatile boolean gone;

  /** Makes H2 know the scheme. */
  static void register() {
    full = false;
    gone = false;
    FilePath.register(new FullDisk());
  }

  /** From now on nothing can be written, or it can again. */
  static void setFull(boolean isFull) {
    full = isFull;
  }

  /** From now on files can neither be written nor opened, or they can again. */
  static void setGone(boolean isGone) {
    gone = isGone;
    full = isGone;
  }

  @Override
  public String getScheme() {
    return "full";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    if (gone) {
      throw new IOException("No such device");
    }
    return new Channel(super.open(mode));
  }

  /** Positions are given with every call: H2's store uses no others. */
  private static final class Channel extends FileBase {
    private final FileChannel file;

    Channel(FileChannel file) {
      this.file = file;
    }

    private static void requireRoom() throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      requireRoom();
      return file.write(source);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      requireRoom();
      return file.write(source, position);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      requireRoom();
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
