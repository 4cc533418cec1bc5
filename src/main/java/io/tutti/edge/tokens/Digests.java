package io.tutti.edge.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of texts in UTF-8. Thread-safe: holds nothing. */
final class Digests {

  private Digests() {}

  /** SHA-256 as 64 hexadecimal digits. */
  static String sha256(String text) {
    return HexFormat.of().formatHex(digest("SHA-256", text));
  }

  static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
