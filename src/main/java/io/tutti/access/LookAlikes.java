package io.tutti.access;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What two names have in common that people cannot tell apart: compatibility forms (NFKC), case, and letters of Cyrillic, Greek
 * and Armenian that look like Latin ones. Immutable: holds nothing else.
 */
final class LookAlikes {

  private static final String FOREIGN = "асеорхуіјѕһԁԛԝӏкмтвн" + "ανορυικτβεζημχ" + "օսհոզ";
  private static final String LATIN = "aceopxyijshdqwlkmtbh" + "avopuiktbezhmx" + "ouhnq";
  private static final Map<Integer, Integer> TWINS = IntStream.range(0, FOREIGN.length()).boxed()
      .collect(Collectors.toUnmodifiableMap(i -> (int) FOREIGN.charAt(i), i -> (int) LATIN.charAt(i)));

  /** Scripts that are written together in one word (UTS 39, section 5.2, "highly restrictive"). */
  private static final Set<Set<UnicodeScript>> TOGETHER = Set.of(
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  private LookAlikes() {}

  /** {@code text} in its compatibility form, without space around it. */
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }

  /** The same for all texts that look the same; {@code normal} is in its compatibility form. */
  static String key(String normal) {
    String folded = Normalizer.normalize(
        normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    return folded.codePoints().map(c -> TWINS.getOrDefault(c, c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** Whether the letters of {@code word} are of scripts that nobody writes together in one word. */
  static boolean mixesScripts(String word) {
    Set<UnicodeScript> scripts = word.codePoints().mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(UnicodeScript.class)));
    return scripts.size() > 1 && TOGETHER.stream().noneMatch(allowed -> allowed.containsAll(scripts));
  }

  /** Whether {@code c} is a letter, a digit or a mark upon one: nothing invisible, no sign, no emoji. */
  static boolean isOfWord(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
