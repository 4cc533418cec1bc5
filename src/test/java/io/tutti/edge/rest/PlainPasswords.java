package io.tutti.edge.rest;

import io.tutti.access.Passwords;
import java.util.concurrent.atomic.AtomicInteger;

/** Passwords that are not hidden, so that tests are quick; counts what would be slow. Thread-safe. */
final class PlainPasswords implements Passwords {

  private final AtomicInteger hashed = new AtomicInteger();
  private final AtomicInteger compared = new AtomicInteger();

  int hashed() {
    return hashed.get();
  }

  int compared() {
    return compared.get();
  }

  @Override
  public String hash(String password) {
    return "plain " + hashed.incrementAndGet() + " " + password;
  }

  @Override
  public boolean matches(String password, String hash) {
    compared.incrementAndGet();
    if (password.equals("overload me")) {
      throw new Passwords.Overloaded();
    }
    return hash != null && hash.substring(hash.indexOf(' ', 6) + 1).equals(password);
  }
}
