package io.tutti.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesOfAccountsTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "kim", "Kim.Lee-2_x", "Zoë", "Ольга", "Γιάννης", "山田たろう", "김철수", "王小明x", "محمد", "देवी", "7of9", "ß"})
  @DisplayName("[ACC3] User names of one script, or of scripts that are written together, are taken")
  void goodUsernames(String name) {
    assertTrue(Username.of(name).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", " ", "kim lee", ".kim", "-kim", "_", "kim!", "kim@home", "<b>", "kim\u200b", "k\u202eim", "k\u0000", "👋", "\ud800",
      "kіm", "Оlga", "pαul", "аdmin", "kimか\u0430", "a\u00adb", "\u0301kim"})
  @DisplayName("[ACC3] [ACC5] User names with signs, with what cannot be seen, or of scripts that only look alike are refused")
  void badUsernames(String name) {
    assertEquals(Optional.empty(), Username.of(name));
    assertThrows(IllegalArgumentException.class, () -> new Username(name));
  }

  @Test
  @DisplayName("[ACC3] A user name has at most 50 characters, counted after NFKC; one of a megabyte is not looked at")
  void longUsernames() {
    assertTrue(Username.of("n".repeat(50)).isPresent());
    assertTrue(Username.of("n".repeat(51)).isEmpty());
    assertTrue(Username.of("ﬃ".repeat(16)).isPresent());
    assertTrue(Username.of("ﬃ".repeat(17)).isEmpty());
    assertTrue(Username.of("n".repeat(1_000_000)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"kim,KIM", "kim,ｋｉｍ", "kim,кім", "straße,STRASSE", "office,oﬃce", "paco,расо", "PACO,РАСО", "zoë,zoe\u0308", "ΣΑΣ,σας"})
  @DisplayName("[ACC5] User names that look the same have the same key")
  void twins(String one, String other) {
    assertEquals(Username.of(one).orElseThrow().key(), Username.of(other).orElseThrow().key());
  }

  @ParameterizedTest
  @CsvSource({"kim,kimi", "zoe,zoë", "a.b,ab", "ольга,олга", "anna,anña"})
  @DisplayName("[ACC5] User names that can be told apart have different keys")
  void strangers(String one, String other) {
    assertNotEquals(Username.of(one).orElseThrow().key(), Username.of(other).orElseThrow().key());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "kim@example.com", "kim.lee+x@mail.example.co.uk", "o'neil@example.org", "ольга@пример.рф", "kim@xn--e1afmkfd.xn--p1ai",
      "a@b.c", " Kim@Example.COM "})
  @DisplayName("[ACC2] E-mail addresses as people have them are taken")
  void goodAddresses(String address) {
    assertEquals(address.strip(), EmailAddress.of(address).orElseThrow().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "kim", "@example.com", "kim@", "kim@example", "kim@@example.com", "kim@exa mple.com", "k im@example.com", "kim@.com",
      "kim@example..com", ".kim@example.com", "kim.@example.com", "k..im@example.com", "kim@-example.com", "kim@example-.com",
      "kim@example.com.", "kim\u0000@example.com", "kim\n@example.com", "<kim@example.com>", "kim@exаmple.com", "kіm@example.com",
      "kim\u200b@example.com", "\ud800@example.com"})
  @DisplayName("[ACC2] [ACC5] What is no e-mail address, or mixes letters that look alike, is refused")
  void badAddresses(String address) {
    assertEquals(Optional.empty(), EmailAddress.of(address));
    assertThrows(IllegalArgumentException.class, () -> new EmailAddress(address));
  }

  @Test
  @DisplayName("[ACC2] The parts of an e-mail address are as long as they may be, and no longer")
  void longAddresses() {
    String domain = ("d".repeat(61) + ".").repeat(3) + "com";
    assertTrue(EmailAddress.of("k".repeat(64) + "@" + domain).isPresent());
    assertTrue(EmailAddress.of("k".repeat(65) + "@example.com").isEmpty());
    assertTrue(EmailAddress.of("k@" + "d".repeat(63) + ".com").isPresent());
    assertTrue(EmailAddress.of("k@" + "d".repeat(64) + ".com").isEmpty());
    assertTrue(EmailAddress.of("k".repeat(64) + "@" + "d".repeat(61) + "." + domain).isEmpty());
    assertEquals(new EmailAddress("kim@example.com").key(), EmailAddress.of("ＫＩＭ＠Example.com").orElseThrow().key());
  }

  @Property
  @Label("[ACC3] Whatever somebody wants to be called is refused or stays what it is when it is read again")
  void stable(@ForAll String name) {
    Username.of(name).ifPresent(known -> {
      assertEquals(Optional.of(known), Username.of(known.value()));
      assertEquals(known.key(), Username.of(known.value()).orElseThrow().key());
      assertTrue(known.key().length() <= 200);
    });
  }

  @Test
  @DisplayName("[ACC4] A password has 8 to 256 characters of whole Unicode")
  void passwords() {
    for (String good : List.of("x".repeat(8), "x".repeat(256), "pässwörd", "😀😀😀😀", "        ")) {
      assertEquals(Optional.empty(), PasswordRule.objection(good));
    }
    assertEquals(Optional.of("Password must be at least 8 characters"), PasswordRule.objection("x"));
    assertEquals(Optional.of("Password must be at most 256 characters"), PasswordRule.objection("x".repeat(10_000)));
    assertEquals(Optional.of("Password must be valid Unicode"), PasswordRule.objection("password\ud800"));
  }

  @Test
  @DisplayName("[ACC14] A team's name has 1–100 printable characters, and one key for all its looks")
  void teams() {
    assertEquals("The Choir", TeamName.of(" The Choir ").orElseThrow().value());
    assertEquals(new TeamName("Choir").key(), new TeamName("сНоіг".replace('г', 'r').replace('Н', 'h')).key());
    for (String bad : List.of("", " ", "a\u0007", "t".repeat(101), "t".repeat(1_000_000), "\ud800")) {
      assertEquals(Optional.empty(), TeamName.of(bad));
    }
    assertThrows(IllegalArgumentException.class, () -> new TeamName(" x"));
  }
}
