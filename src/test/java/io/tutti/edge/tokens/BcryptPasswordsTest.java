package io.tutti.edge.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BcryptPasswordsTest {

  private final BcryptPasswords passwords = new BcryptPasswords(BcryptPasswords.MIN_COST);

  @Test
  @DisplayName("[ACC15] A password is recognised by its hash, and the hash is another one each time and shows its cost")
  void recognises() {
    String hash = passwords.hash("password-1");
    assertTrue(hash.startsWith("$2b$04$") && hash.length() == 60, hash);
    assertNotEquals(hash, passwords.hash("password-1"));
    assertTrue(passwords.matches("password-1", hash));
    assertFalse(passwords.matches("password-2", hash));
    assertTrue(new BcryptPasswords(5).hash("x").startsWith("$2b$05$"));
    assertTrue(new BcryptPasswords(5).matches("password-1", hash), "of another cost");
  }

  @Test
  @DisplayName("[ACC15] Every character counts: beyond bcrypt's 72 bytes, behind a zero character, in every spelling of accents")
  void everyCharacter() {
    String stem = "p".repeat(100);
    assertFalse(passwords.matches(stem + "b", passwords.hash(stem + "a")));
    assertFalse(passwords.matches("password\u0000b", passwords.hash("password\u0000a")));
    assertFalse(passwords.matches("", passwords.hash("\u0000")));
    assertTrue(passwords.matches("zoe\u0308-lives", passwords.hash("zo\u00eb-lives")));
    assertFalse(passwords.matches("zoe-lives", passwords.hash("zo\u00eb-lives")));
    String longest = "😀".repeat(128);
    assertTrue(passwords.matches(longest, passwords.hash(longest)));
  }

  @Test
  @DisplayName("[ACC4] [ACC9] Without a hash, or with a password that can be none, nothing is recognised")
  void nobody() {
    assertFalse(passwords.matches("password-1", null));
    assertFalse(passwords.matches("", null));
    assertFalse(passwords.matches("x".repeat(10_000), passwords.hash("x".repeat(10_000))));
    assertFalse(passwords.matches("\ud800", passwords.hash("?")));
  }

  @Test
  @DisplayName("[ACC15] A cost that would be no protection, or take minutes, is refused")
  void costs() {
    for (int cost : List.of(-1, 3, 17)) {
      assertThrows(IllegalArgumentException.class, () -> new BcryptPasswords(cost));
    }
    assertEquals(4, BcryptPasswords.MIN_COST);
  }
}
