package io.tutti.edge.jpa;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text, as they are stored and sought (rule CHAT17): runs of letters, digits and marks, and each sign by itself
 * where a script writes no blanks between words (Han, Hiragana, Katakana). Folded by NFKC and to lower case. Thread-safe:
 * holds nothing.
 */
final class MessageWords {

  /** How many chars of a word count. */
  static final int MAX_LENGTH = 64;

  /** How many different words of a message can be found. */
  static final int MAX_WORDS = 1_000;

  private static final String ALONE = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}";
  private static final Pattern WORD = Pattern.compile("[" + ALONE + "]|[\\p{L}\\p{N}\\p{M}&&[^" + ALONE + "]]+");

  /** Selectors and rare marks beyond the surrogates: without them both databases have all words in the same order. */
  private static final Pattern HIGH_MARK = Pattern.compile("[\\p{M}&&[\\x{E000}-\\x{FFFF}]]");

  private MessageWords() {}

  /** The first {@value #MAX_WORDS} different words of {@code text}, in its order. */
  static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Matcher matcher = WORD.matcher(HIGH_MARK.matcher(folded).replaceAll(""));
    while (words.size() < MAX_WORDS && matcher.find()) {
      words.add(cut(matcher.group()));
    }
    return words;
  }

  private static String cut(String word) {
    if (word.length() <= MAX_LENGTH) {
      return word;
    }
    return word.substring(0, Character.isHighSurrogate(word.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
