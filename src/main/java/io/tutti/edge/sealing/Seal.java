package io.tutti.edge.sealing;

import io.tutti.session.JournalFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Seals content before it is stored, and opens it (rules SEAL1 to SEAL6). Sealed bytes are {@code mark (0xE5) · version (1) · length of
 * the key's id · id · nonce (24 bytes) · AES-256-GCM of the content, with its tag}; sealed text is U+0001 and the Base64 of that. Neither
 * can be taken for content: no bytes that are stored begin so, and a text that does is stored with one U+0001 more. What was stored
 * before there was a key stays as it is until it is written again, and is read as it is. Thread-safe: immutable.
 */
public final class Seal {

  private static final Seal NONE = new Seal(null);
  /** What every sealed text begins with; twice where the text itself begins with it and is stored as it is. */
  public static final char TEXT_MARK = '\u0001';
  private static final byte MARK = (byte) 0xE5;
  private static final byte VERSION = 1;
  private static final int HEAD = 3;

  private final @Nullable Keyring keys;

  private Seal(@Nullable Keyring keys) {
    this.keys = keys;
  }

  /** Without a key: everything is stored as it is. */
  public static Seal none() {
    return NONE;
  }

  /**
   * With the keys of {@code ENCRYPTION_KEY}.
   *
   * @throws IllegalArgumentException with what is wrong with them, and no key in it
   */
  public static Seal with(String keys) {
    return new Seal(Keyring.parse(keys));
  }

  /** Whether there is a key. */
  public boolean isActive() {
    return keys != null;
  }

  /** The id of the key that seals; null without one. */
  public @Nullable String keyId() {
    return keys == null ? null : keys.first();
  }

  /** What to store of {@code text}; {@code column} is where, and what it can be opened for again. */
  public String seal(String column, String text) {
    if (keys == null) {
      return isMarked(text) ? TEXT_MARK + text : text;
    }
    return TEXT_MARK + encoded(seal(column, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(byte[] sealed) {
    return Base64.getEncoder().withoutPadding().encodeToString(sealed);
  }

  /** What to store of {@code content}. */
  public byte[] seal(String column, byte[] content) {
    Keyring ring = keys;
    Xaes key = ring == null ? null : ring.key(ring.first());
    if (ring == null || key == null) {
      return content;
    }
    byte[] id = ring.first().getBytes(StandardCharsets.US_ASCII);
    byte[] nonce = Xaes.nonce();
    byte[] sealed = key.encrypt(nonce, content, beside(column));
    return ByteBuffer.allocate(HEAD + id.length + nonce.length + sealed.length)
        .put(MARK).put(VERSION).put((byte) id.length).put(id).put(nonce).put(sealed).array();
  }

  private static byte[] beside(String column) {
    return column.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether {@code stored} is sealed. */
  public static boolean isSealed(String stored) {
    return isMarked(stored) && !isMarkedText(stored);
  }

  /** Whether {@code stored} is sealed. */
  public static boolean isSealed(byte[] stored) {
    return stored.length > 0 && stored[0] == MARK;
  }

  /**
   * What was sealed for {@code column}, or what was stored as it is.
   *
   * @throws JournalFailure where the key is not there, or it was damaged or sealed for something else
   */
  public String open(String column, String stored) {
    if (!isSealed(stored)) {
      return isMarkedText(stored) ? stored.substring(1) : stored;
    }
    return new String(open(column, bytes(column, stored)), StandardCharsets.UTF_8);
  }

  private static boolean isMarked(String text) {
    return !text.isEmpty() && text.charAt(0) == TEXT_MARK;
  }

  /** Whether {@code stored} is a text as it is that begins like a sealed one: no Base64 begins with the mark. */
  private static boolean isMarkedText(String stored) {
    return isMarked(stored) && stored.length() > 1 && stored.charAt(1) == TEXT_MARK;
  }

  private static byte[] bytes(String column, String stored) {
    try {
      return Base64.getDecoder().decode(stored.substring(1));
    } catch (IllegalArgumentException e) {
      throw damaged(column, e);
    }
  }

  /** As {@link #open(String, String)}. */
  public byte[] open(String column, byte[] stored) {
    if (!isSealed(stored)) {
      return stored;
    }
    try {
      String id = id(stored);
      int start = HEAD + id.length();
      byte[] nonce = new byte[Xaes.NONCE_BYTES];
      System.arraycopy(stored, start, nonce, 0, nonce.length);
      return key(column, id).decrypt(nonce, stored, start + nonce.length, beside(column));
    } catch (GeneralSecurityException | ProviderException | IndexOutOfBoundsException e) {
      throw damaged(column, e);
    }
  }

  private static String id(byte[] sealed) {
    if (sealed[1] != VERSION) {
      throw new JournalFailure("Content was sealed by another version of this server", false);
    }
    return new String(sealed, HEAD, sealed[2], StandardCharsets.US_ASCII);
  }

  private Xaes key(String column, String id) {
    Xaes key = keys == null ? null : keys.key(id);
    if (key == null) {
      throw new JournalFailure(column + " is encrypted with the key '" + id + "', and ENCRYPTION_KEY has "
          + (keys == null ? "none" : "only " + keys.ids()), false);
    }
    return key;
  }

  private static JournalFailure damaged(String column, Exception cause) {
    return new JournalFailure(column + " cannot be decrypted: it is damaged, or its key is another one of the same name", cause, false);
  }

  /** Whether {@code stored} is to be sealed anew: there is a key, and it is not sealed with the first one. */
  public boolean isStale(String stored) {
    return keys != null && !(isSealed(stored) && keys.first().equals(id(bytes("content", stored))));
  }

  /** As {@link #isStale(String)}. */
  public boolean isStale(byte[] stored) {
    return keys != null && !(isSealed(stored) && keys.first().equals(id(stored)));
  }

  @Override
  public String toString() {
    return "ENCRYPTION_KEY=" + (keys == null ? "(none)" : "(" + keys.ids() + ")");
  }
}
