package io.tutti.session;

/** Where everybody says what is to be audited. Never blocks, never throws. Thread-safe. */
public interface AuditTrail {

  /** Nothing is audited. */
  AuditTrail NONE = new AuditTrail() {
    @Override
    public boolean wants(boolean important) {
      return false;
    }

    @Override
    public void note(AuditRecord line) {
      // Nobody wants to know.
    }
  };

  /** Whether something is wished for; {@code important}: it governs, or concerns security or a story. */
  boolean wants(boolean important);

  /** Takes one line, with the whole address. */
  void note(AuditRecord line);
}
