package io.tutti.session;

/**
 * The journal could not do what it was asked. Where {@link #isData()}, the request itself cannot be stored (a place is taken,
 * a session is gone) and others may succeed; where {@link #isRefusal()}, the storage is known to take or to answer nothing at the
 * moment, and the message says so to people; else the storage is broken, full or gone. Immutable.
 */
public final class JournalFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean data;
  private final boolean refusal;

  public JournalFailure(String message, Throwable cause, boolean data) {
    super(message, cause);
    this.data = data;
    this.refusal = false;
  }

  public JournalFailure(String message, boolean data) {
    super(message);
    this.data = data;
    this.refusal = false;
  }

  private JournalFailure(String message) {
    super(message);
    this.data = false;
    this.refusal = true;
  }

  /** Nothing was tried, for a reason that is known and reported already; {@code message} is for people (rule STORE1). */
  public static JournalFailure refused(String message) {
    return new JournalFailure(message);
  }

  public boolean isData() {
    return data;
  }

  public boolean isRefusal() {
    return refusal;
  }
}
