package io.tutti.edge.jpa;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text, as they are stored and sought (rule CHAT17): runs of letters, digits and marks, and each sign by
 * itself where a script writes no blanks between words (Han, Hiragana, Katakana). Folded by NFKC and to lower case.
 * Thread-safe: holds nothing.
 */
final class MessageWords {

  private static final String ALONE = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}";
  private static final Pattern WORD = Pattern.compile("[" + ALONE + "]|[\\p{L}\\p{N}\\p{M}&&[^" + ALONE + "]]+");

  private MessageWords() {}

  /** The different words of {@code text}, in its order. */
  static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    Matcher matcher = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
