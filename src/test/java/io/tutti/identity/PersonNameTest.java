package io.tutti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The browser's twin passes the same vectors: src/test/js/names.test.js. */
class PersonNameTest {

  private static List<List<Object>> vectors(String kind) throws Exception {
    Map<String, Object> all = JsonText.readObject(Files.readString(Path.of("src/test/resources/names/vectors.json")));
    @SuppressWarnings("unchecked")
    List<List<Object>> found = (List<List<Object>>) all.get(kind);
    return found;
  }

  @Test
  @DisplayName("[NAME4] What comes in is cleaned of what cannot be seen, or refused where nothing is left, by the shared vectors")
  void cleaning() throws Exception {
    for (List<Object> vector : vectors("clean")) {
      Optional<String> name = PersonName.of((String) vector.get(0));
      assertEquals(Optional.ofNullable((String) vector.get(1)), name, () -> JsonText.quoted((String) vector.get(0)));
      name.ifPresent(known -> assertTrue(PersonName.isName(known)));
    }
  }

  @Property
  @Label("[NAME4] A name that was taken is a name as it stands, in NFC, and has nothing invisible at its ends")
  void stable(@ForAll("unruly") String text) {
    PersonName.of(text).ifPresent(name -> {
      assertEquals(Optional.of(name), PersonName.of(name));
      assertEquals(Normalizer.normalize(name, Normalizer.Form.NFC), name);
      assertFalse(PersonName.key(name).isEmpty() && PersonName.joinedKey(name).isEmpty() && name.isBlank());
      assertFalse(Signs.isInvisible(name.codePointAt(0)));
      assertTrue(name.length() <= PersonName.MAX_LENGTH);
      assertFalse(name.codePoints().anyMatch(c -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)));
    });
  }

  @Property
  @Label("[NAME4] Whoever cannot be asked again gets a name that is one, or none")
  void salvaged(@ForAll("unruly") String text) {
    PersonName.salvaged(text).ifPresent(name -> assertTrue(PersonName.isName(name), () -> JsonText.quoted(name)));
    PersonName.of(text).ifPresent(name -> assertEquals(Optional.of(name), PersonName.salvaged(text)));
  }

  @Test
  @DisplayName("[NAME4] Of a name that is too long the beginning is salvaged, without half a pair; line breaks become spaces")
  void longNames() {
    assertEquals(Optional.of("n".repeat(80)), PersonName.salvaged("n".repeat(1_000)));
    assertEquals(Optional.of("n" + "😀".repeat(39)), PersonName.salvaged("n" + "😀".repeat(200)));
    assertEquals(Optional.of("Ada Lovelace"), PersonName.salvaged("\u202eAda\r\nLovelace\u0000"));
    assertEquals(Optional.empty(), PersonName.salvaged("\u3164\u0000\ud800"));
  }

  @Test
  @DisplayName("[NAME5] Ways to write one name compare as equal, different names do not, by the shared vectors")
  void keys() throws Exception {
    for (List<Object> pair : vectors("same")) {
      assertEquals(PersonName.key((String) pair.get(0)), PersonName.key((String) pair.get(1)));
    }
    for (List<Object> pair : vectors("sameJoined")) {
      assertEquals(PersonName.joinedKey((String) pair.get(0)), PersonName.joinedKey((String) pair.get(1)));
    }
    for (List<Object> pair : vectors("different")) {
      assertNotEquals(PersonName.key((String) pair.get(0)), PersonName.key((String) pair.get(1)));
    }
  }

  @Property
  @Label("[NAME5] A name compares as equal to itself, decomposed, in capitals, and with what cannot be seen in it")
  void keysOfWays(@ForAll("words") String text) {
    PersonName.of(text).ifPresent(name -> {
      String key = PersonName.key(name);
      assertEquals(key, PersonName.key(Normalizer.normalize(name, Normalizer.Form.NFD)));
      assertEquals(key, PersonName.key(name + "\u200b\ufeff"));
      assertEquals(key, PersonName.key("\u202e" + name.replace(" ", "\u00a0")));
    });
  }

  @ParameterizedTest
  @CsvSource({
    "Ada,ada", "Ada,аdа", "Ada,ΑԁΑ", "paul,pauI", "paul,рaul", "admin,adm1n", "Bob,B0b", "Modern,rnodern", "Ada Lovelace,AdaLovelace",
    "Kim,КІМ", "工藤,エ藤", "Zoë,zoe\u0308", "Eva,ꓰva", "Ren,Ꮢen"})
  @DisplayName("[NAME6] Names that look the same are known for it")
  void lookAlikes(String one, String other) {
    assertTrue(PersonName.looksLike(one, other));
  }

  @ParameterizedTest
  @CsvSource({"Ada,Adam", "Ben,Bea", "Zoë,Zoe", "Ольга,Олег", "山田,山本", "Ada,Ada (2)", "User 1a2b3c,User 1a2b3d"})
  @DisplayName("[NAME6] Names that can be told apart are")
  void strangers(String one, String other) {
    assertFalse(PersonName.looksLike(one, other));
  }

  @Test
  @DisplayName("[NAME7] Behind an @ the longest name counts that ends where a word ends, by the shared vectors")
  void namesInText() throws Exception {
    for (List<Object> vector : vectors("found")) {
      String text = (String) vector.get(0);
      Set<String> keys = new HashSet<>();
      for (Object name : (List<?>) vector.get(1)) {
        keys.add(PersonName.key((String) name));
        keys.add(PersonName.joinedKey((String) name));
      }
      List<String> found = NamesInText.find(text, name -> keys.contains(PersonName.key(name))).stream()
          .map(place -> text.substring(place.start(), place.end())).toList();
      assertEquals(vector.get(2), found, () -> JsonText.quoted(text) + " " + vector.get(1));
    }
  }

  @Property
  @Label("[NAME7] Every name of one to sixteen parts is found behind an @ in running text, and not in a longer word")
  void mentionable(@ForAll("words") String text) {
    PersonName.of(text).filter(name -> !name.contains("@")).ifPresent(name -> {
      String running = "so @" + name + ", yes";
      List<NamesInText.Found> found = NamesInText.find(running, called -> PersonName.key(called).equals(PersonName.key(name)));
      assertEquals(List.of(new NamesInText.Found(4, 4 + name.length())), found, () -> JsonText.quoted(name));
      if (Character.isLetter(name.codePointBefore(name.length()))) {
        assertEquals(List.of(), NamesInText.find("@" + name + "a", called -> PersonName.key(called).equals(PersonName.key(name))));
      }
    });
  }

  @Provide
  Arbitrary<String> unruly() {
    Arbitrary<String> signs = Arbitraries.of(
        "a", "Z", " ", "\u00a0", "\u3000", "\u200b", "\u200c", "\u200d", "\u202e", "\u2066", "\ufeff", "\u3164", "\u115f", "\u0301", "\u0308", "e",
        "ع", "ل", "क", "्", "葛", "\udb40\udd00", "👩", "💻", "🏽", "\ufe0f", "1", "\u20e3", "'", ".", "-", "\n", "\ud800", "\u034f", "ß", "𠮷", "\u1100", "\u1161");
    return Arbitraries.oneOf(signs.list().ofMaxSize(30).map(list -> String.join("", list)), Arbitraries.strings().ofMaxLength(100));
  }

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> word = Arbitraries.of(
        "Ada", "O'Brien", "Zoë", "山田", "太郎", "علی\u200cرضا", "👋🏽", "Jr.", "Jean-Luc", "(2)", "P!nk", "𠮷", "ΣΑΣ", "Straße", "देवी", "x_y", "7", "한글");
    return word.list().ofMinSize(1).ofMaxSize(5).map(words -> String.join(" ", words));
  }
}
