package io.tutti.edge.rest.http;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.story.StoryDescription;
import java.security.SecureRandom;

/** Names that nobody can guess: who knows a session's id may come in. Thread-safe. */
public final class RandomIds {

  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String ANONYMOUS_PREFIX = "anon_";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  /** Eight letters or digits: 47 bits. */
  public static SessionId sessionId() {
    return new SessionId(word(8, LETTERS));
  }

  /** {@code anon_} and twelve hexadecimal digits. */
  public static UserId anonymous() {
    return new UserId(ANONYMOUS_PREFIX + word(12, LETTERS.substring(0, 10) + "abcdef"));
  }

  /** Whether {@code user} may be one of the anonymous people of this server. */
  public static boolean isAnonymous(UserId user) {
    return user.value().startsWith(ANONYMOUS_PREFIX);
  }

  /** {@code user_} and twenty hexadecimal digits: 80 bits, so that no two accounts meet. */
  public static UserId account() {
    return new UserId("user_" + word(20, LETTERS.substring(0, 10) + "abcdef"));
  }

  /** {@code gone_} and sixteen hexadecimal digits: who an erased person is. */
  public static UserId pseudonym() {
    return new UserId("gone_" + word(16, LETTERS.substring(0, 10) + "abcdef"));
  }

  /** {@code deleted_} and sixteen hexadecimal digits: what a blank account is called. */
  public static String nowhere() {
    return "deleted_" + word(16, LETTERS.substring(0, 10) + "abcdef");
  }

  /** {@code team_} and twenty hexadecimal digits. */
  public static String team() {
    return "team_" + word(20, LETTERS.substring(0, 10) + "abcdef");
  }

  /** {@code ins_} and twenty hexadecimal digits. */
  public static String insight() {
    return "ins_" + word(20, LETTERS.substring(0, 10) + "abcdef");
  }

  /** {@code req_} and twenty hexadecimal digits: a request to join, or a blocked address. */
  public static String request() {
    return "req_" + word(20, LETTERS.substring(0, 10) + "abcdef");
  }

  /** Sixteen letters or digits: 95 bits, to be changed by who gets it. */
  public static String password() {
    return word(16, LETTERS);
  }

  /** Where all chance of a story comes from that names no seed. */
  public static long storySeed() {
    return RANDOM.nextLong() & StoryDescription.MAX_SEED;
  }

  private static String word(int length, String alphabet) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    return word.toString();
  }
}
