package io.tutti.access;

import org.jspecify.annotations.Nullable;

/** Turns passwords into what may be stored, and recognises them. Slow on purpose. Thread-safe. */
public interface Passwords {

  /** What may be stored of {@code password}: different at every call. */
  String hash(String password);

  /** Whether {@code hash} was made of {@code password}. Without a hash it is false, and takes as long as with one. */
  boolean matches(String password, @Nullable String hash);

  /** So many are being compared already that another one would wait too long: infrastructure that is not there. */
  final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Overloaded() {
      super("too many passwords are being compared", null, false, false);
    }
  }
}
