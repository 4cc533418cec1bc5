package io.tutti.edge.jpa;

import io.tutti.session.LogIdentity;
import java.security.SecureRandom;

/** Makes ids of logs: 16 letters or digits, 95 random bits. Thread-safe. */
final class LogIds {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private LogIds() {}

  static String next() {
    StringBuilder id = new StringBuilder(LogIdentity.LENGTH);
    for (int i = 0; i < LogIdentity.LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
