package io.tutti.edge.tokens;

import io.tutti.access.PasswordRule;
import io.tutti.access.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Passwords by bcrypt. bcrypt looks at 72 bytes and stops at a zero one, so it is given the base64 of the password's SHA-384
 * (64 characters): every character of every password counts. The password is composed before (NFC): keyboards differ.
 * At most as many are hashed at a time as there are processors less one; who waits longer than
 * {@value #PATIENCE_SECONDS} s gets {@link Passwords.Overloaded}. Thread-safe.
 */
public final class BcryptPasswords implements Passwords {

  public static final int MIN_COST = 4;
  public static final int MAX_COST = 16;

  private static final int PATIENCE_SECONDS = 10;
  /** Of what follows the salt, in characters. */
  private static final int HASH_LENGTH = 31;

  private final int cost;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);
  /** What is compared where there is no account: takes as long as any, and is the hash of no password that anybody knows. */
  private final String nobodys;

  /** {@code cost}: 2 to this power rounds, {@value #MIN_COST}–{@value #MAX_COST}. */
  public BcryptPasswords(int cost) {
    if (cost < MIN_COST || cost > MAX_COST) {
      throw new IllegalArgumentException("BCRYPT_COST must be from " + MIN_COST + " to " + MAX_COST);
    }
    this.cost = cost;
    this.nobodys = BCrypt.gensalt("$2b", cost, random) + "x".repeat(HASH_LENGTH);
  }

  @Override
  public String hash(String password) {
    enter();
    try {
      return BCrypt.hashpw(digested(password), BCrypt.gensalt("$2b", cost, random));
    } finally {
      places.release();
    }
  }

  @Override
  public boolean matches(String password, @Nullable String hash) {
    boolean isPossible = hash != null && PasswordRule.mayBeGiven(password);
    enter();
    try {
      boolean isRight = BCrypt.checkpw(digested(isPossible ? password : ""), isPossible ? hash : nobodys);
      return isPossible && isRight;
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new Passwords.Overloaded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Passwords.Overloaded();
    }
  }

  private static byte[] digested(String password) {
    byte[] digest = Digests.digest("SHA-384", Normalizer.normalize(password, Normalizer.Form.NFC));
    return Base64.getEncoder().encodeToString(digest).getBytes(StandardCharsets.US_ASCII);
  }
}
