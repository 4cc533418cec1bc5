package io.tutti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @Property
  @Label("[NAME1] A session id is what the pattern says, whatever the text")
  void sessionIds(@ForAll("nearlyNames") String candidate) {
    assertEquals(SESSION.matcher(candidate).matches(), SessionId.isValid(candidate));
  }

  @ParameterizedTest(name = "case {index}")
  @DisplayName("[NAME1] An id with anything else in it is no session id")
  @ValueSource(strings = {"", "../x", "a b", "a.b", "ä", "a\u0000", "a\n", "%41", "١", "<b>"})
  void refusedSessionIds(String candidate) {
    assertFalse(SessionId.isValid(candidate));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(candidate));
  }

  @Property
  @Label("[NAME3] Text is valid Unicode if and only if it survives a round trip through UTF-8")
  void unicode(@ForAll("unruly") String text) {
    boolean survives = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    assertEquals(survives, Names.isUnicode(text));
  }

  @ParameterizedTest(name = "case {index}")
  @DisplayName("[NAME3] Client and user ids are printable and of limited length")
  @ValueSource(strings = {"", "a\tb", "\uD800", "\uDC00x", "x\u0085"})
  void refusedPeople(String candidate) {
    assertThrows(IllegalArgumentException.class, () -> new ClientId(candidate));
    assertThrows(IllegalArgumentException.class, () -> new UserId(candidate));
  }

  @Property(tries = 50)
  @Label("[NAME3] The longest client id has 256 characters, the longest user id 128")
  void lengths(@ForAll("lengths") int length) {
    String name = "é".repeat(length);
    assertEquals(length <= 256, accepts(() -> new ClientId(name)));
    assertEquals(length <= 128, accepts(() -> new UserId(name)));
    assertTrue(Names.isPrintable(name));
  }

  private static boolean accepts(Runnable creation) {
    try {
      creation.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.oneOf(Arbitraries.integers().between(60, 70), Arbitraries.integers().between(120, 140));
  }

  @Provide
  Arbitrary<String> nearlyNames() {
    Arbitrary<String> fine = Arbitraries.strings().alpha().numeric().withChars('_', '-').ofMaxLength(70);
    return Arbitraries.oneOf(fine, Arbitraries.strings().ofMaxLength(5), fine.map(name -> name + "/"));
  }

  @Provide
  Arbitrary<String> unruly() {
    return Arbitraries.strings().withCharRange('\uD7F0', '\uE010').withChars("ab").ofMaxLength(6);
  }
}
