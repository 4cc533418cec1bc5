package io.tutti.edge.sealing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * XAES-256-GCM (C2SP, 2024): AES-256-GCM under a key that is derived for each message from the first half of a nonce of 24 bytes,
 * by the counter mode of NIST SP 800-108 with CMAC. A nonce may be taken by chance 2^80 times, where plain GCM's twelve bytes
 * allow 2^32 (NIST SP 800-38D, section 8.3), which a busy server reaches. Thread-safe: immutable.
 */
final class Xaes {

  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 24;
  static final int TAG_BYTES = 16;

  private static final int BLOCK = 16;
  private static final int HALF = NONCE_BYTES / 2;
  private static final SecureRandom CHANCE = new SecureRandom();

  private final SecretKeySpec key;
  /** The first subkey of CMAC (NIST SP 800-38B, section 6.1). */
  private final byte[] subkey;

  Xaes(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.subkey = doubled(block(new byte[BLOCK]));
  }

  /** Twice the block, in the field of 2^128 elements. */
  private static byte[] doubled(byte[] block) {
    byte[] twice = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      int next = i + 1 < BLOCK ? (block[i + 1] & 0xFF) >>> 7 : 0;
      twice[i] = (byte) (block[i] << 1 | next);
    }
    if (block[0] < 0) {
      twice[BLOCK - 1] ^= (byte) 0x87;
    }
    return twice;
  }

  private byte[] block(byte[] plain) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES-256", e);
    }
  }

  private SecretKeySpec derived(byte[] nonce) {
    byte[] input = new byte[2 * BLOCK];
    for (int half = 0; half < 2; half++) {
      int at = half * BLOCK;
      input[at + 1] = (byte) (half + 1);
      input[at + 2] = 'X';
      System.arraycopy(nonce, 0, input, at + 4, HALF);
      for (int i = 0; i < BLOCK; i++) {
        input[at + i] ^= subkey[i];
      }
    }
    return new SecretKeySpec(block(input), "AES");
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] beside) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, derived(nonce), new GCMParameterSpec(8 * TAG_BYTES, nonce, HALF, HALF));
    cipher.updateAAD(beside);
    return cipher;
  }

  static byte[] nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    CHANCE.nextBytes(nonce);
    return nonce;
  }

  /** What {@code plain} becomes, with its tag; {@code beside} is protected and not contained. */
  byte[] encrypt(byte[] nonce, byte[] plain, byte[] beside) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, nonce, beside).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  /**
   * The plain bytes of {@code sealed} from {@code from} on.
   *
   * @throws GeneralSecurityException where it was not made with this key, nonce and {@code beside}
   */
  byte[] decrypt(byte[] nonce, byte[] sealed, int from, byte[] beside) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, nonce, beside).doFinal(sealed, from, sealed.length - from);
  }
}
