package io.tutti.edge.sealing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.session.JournalFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sealing content")
class SealTest {

  private static final String NEW = "new:" + key(1);
  private static final String OLD = "old:" + key(2);
  private static final String TEXT = "A secret of Saltmoor: ünïcödé 🎼";

  private final Seal seal = Seal.with(NEW);

  private static String key(int octet) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) octet);
    return Base64.getEncoder().encodeToString(key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("[SEAL1] the cipher gives what its specification's test vectors say")
  void vectors() throws GeneralSecurityException {
    byte[] nonce = bytes("ABCDEFGHIJKLMNOPQRSTUVWX");
    byte[] plain = bytes("XAES-256-GCM");
    Xaes ones = new Xaes(Base64.getDecoder().decode(key(1)));
    Xaes threes = new Xaes(Base64.getDecoder().decode(key(3)));
    byte[] sealed = ones.encrypt(nonce, plain, new byte[0]);
    assertEquals("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271", HexFormat.of().formatHex(sealed));
    assertEquals("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d",
        HexFormat.of().formatHex(threes.encrypt(nonce, plain, bytes("c2sp.org/XAES-256-GCM"))));
    assertArrayEquals(plain, ones.decrypt(nonce, sealed, 0, new byte[0]));
  }

  @Test
  @DisplayName("[SEAL1] what is sealed shows nothing of it, differs each time, and is opened again")
  void roundTrip() {
    String sealed = seal.seal("a.b", TEXT);
    assertTrue(Seal.isSealed(sealed));
    assertFalse(sealed.contains("secret"));
    assertNotEquals(sealed, seal.seal("a.b", TEXT));
    assertEquals(TEXT, seal.open("a.b", sealed));
    byte[] content = {1, 2, 3};
    byte[] sealedBytes = seal.seal("a.b", content);
    assertTrue(Seal.isSealed(sealedBytes));
    assertArrayEquals(content, seal.open("a.b", sealedBytes));
    assertEquals("", seal.open("a.b", seal.seal("a.b", "")));
  }

  @Test
  @DisplayName("[SEAL2] without a key everything is stored as it is, and what was stored so is read with a key too")
  void plain() {
    assertSame(TEXT, Seal.none().seal("a.b", TEXT));
    assertEquals(TEXT, seal.open("a.b", TEXT));
    byte[] content = {1, 2, 3};
    assertSame(content, Seal.none().seal("a.b", content));
    assertArrayEquals(content, seal.open("a.b", content));
    assertFalse(Seal.none().isStale(TEXT));
    assertTrue(seal.isStale(TEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u0001c2VhbGVk", "\u0001\u0001twice"})
  @DisplayName("[SEAL2] a text that begins as sealed ones do is read as it was, stored with a key or without")
  void alike(String text) {
    String stored = Seal.none().seal("a.b", text);
    assertFalse(Seal.isSealed(stored));
    assertEquals(text, Seal.none().open("a.b", stored));
    assertEquals(text, seal.open("a.b", stored));
    assertTrue(seal.isStale(stored));
    assertEquals(text, seal.open("a.b", seal.seal("a.b", text)));
  }

  @Test
  @DisplayName("[SEAL3] what is damaged anywhere, cut off, or meant for another column is refused and never shown")
  void damaged() {
    byte[] sealed = seal.seal("a.b", bytes(TEXT));
    for (int i = 1; i < sealed.length; i++) {
      byte[] damaged = sealed.clone();
      damaged[i] ^= 1;
      assertThrows(JournalFailure.class, () -> seal.open("a.b", damaged));
      byte[] cut = Arrays.copyOf(sealed, i);
      assertThrows(JournalFailure.class, () -> seal.open("a.b", cut));
    }
    assertThrows(JournalFailure.class, () -> seal.open("a.c", sealed));
    String text = seal.seal("a.b", TEXT);
    assertThrows(JournalFailure.class, () -> seal.open("a.b", text.substring(0, text.length() - 4) + "!!!!"));
  }

  @Test
  @DisplayName("[SEAL4] a key that is missing is named; another key under the same name is refused")
  void missingKey() {
    String sealed = Seal.with(OLD).seal("session_events.payload", TEXT);
    String message = String.valueOf(
        assertThrows(JournalFailure.class, () -> seal.open("session_events.payload", sealed)).getMessage());
    assertEquals("session_events.payload is encrypted with the key 'old', and ENCRYPTION_KEY has only new", message);
    assertTrue(String.valueOf(assertThrows(JournalFailure.class, () -> Seal.none().open("x.y", sealed)).getMessage())
        .endsWith("has none"));
    assertThrows(JournalFailure.class, () -> Seal.with("old:" + key(9)).open("session_events.payload", sealed));
  }

  @Test
  @DisplayName("[SEAL5] the first key seals, all of them open, and what an older one sealed is stale")
  void rotation() {
    String old = Seal.with(OLD).seal("a.b", TEXT);
    Seal both = Seal.with(NEW + " , " + OLD);
    assertEquals(TEXT, both.open("a.b", old));
    assertTrue(both.isStale(old));
    String anew = both.seal("a.b", both.open("a.b", old));
    assertFalse(both.isStale(anew));
    assertEquals(TEXT, seal.open("a.b", anew));
    assertTrue(both.isStale(Seal.with(OLD).seal("a.b", new byte[] {1})));
  }

  @ParameterizedTest(name = "ring {index}")
  @ValueSource(strings = {"", ":", "abc", "a:", "a:AAAA", "a b:AAAA", "a:%%%", "abcdefghijklmnopq:AAAA", ","})
  @DisplayName("[SEAL6] what is no key ring is refused, and no key is in the message")
  void badKeys(String text) {
    String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Seal.with(text)).getMessage());
    assertTrue(message.contains("ENCRYPTION_KEY"), message);
    assertFalse(message.contains("AAAA"), message);
  }

  @Test
  @DisplayName("[SEAL6] the same name twice is refused; neither ring nor seal shows a key")
  void names() {
    assertThrows(IllegalArgumentException.class, () -> Seal.with(NEW + ",new:" + key(5)));
    assertEquals("ENCRYPTION_KEY=(new, old)", Seal.with(NEW + "," + OLD).toString());
    assertEquals("ENCRYPTION_KEY=(none)", Seal.none().toString());
  }
}
