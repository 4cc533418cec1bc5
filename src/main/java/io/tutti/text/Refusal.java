package io.tutti.text;

/** Why an operation was not integrated. */
public enum Refusal {
  /** Malformed: an id out of range, lone surrogates, nothing to do, or a lamport not above that of {@code after}. */
  INVALID_OP("invalid_op"),
  /** The id belongs to an insert with other content or another place. */
  ID_TAKEN("id_taken"),
  /** One of the document's {@link Limits} would be passed. */
  TOO_LARGE("too_large"),
  /** Too much waits for operations that have not come: the sender and this document have to start afresh. */
  RESYNC("resync");

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** The stable name for programs. */
  public String code() {
    return code;
  }
}
