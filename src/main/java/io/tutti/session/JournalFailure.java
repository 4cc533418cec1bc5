package io.tutti.session;

/**
 * The journal could not do what it was asked. Where {@link #isData()}, the request itself cannot be stored (a place is taken,
 * a session is gone) and others may succeed; else the storage is broken, full or gone. Immutable.
 */
public final class JournalFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean data;

  public JournalFailure(String message, Throwable cause, boolean data) {
    super(message, cause);
    this.data = data;
  }

  public JournalFailure(String message, boolean data) {
    super(message);
    this.data = data;
  }

  public boolean isData() {
    return data;
  }
}
