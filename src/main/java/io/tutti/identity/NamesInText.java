package io.tutti.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where names stand in running text (rule NAME7): an {@code @} at the beginning of a word, and behind it a name that ends where a
 * word does. Immutable: holds nothing.
 */
public final class NamesInText {

  /** Behind an {@code @} so many ends are looked at, and so many UTF-16 units. */
  static final int MAX_ENDS = 16;

  private static final int MAX_UNITS = 3 * PersonName.MAX_LENGTH;

  private NamesInText() {}

  /** A name in a text: {@code start} is where it begins, behind the {@code @}; {@code end} is where it is over. */
  public record Found(int start, int end) {}

  /**
   * The names that {@code isName} knows, in the order of the text: at each {@code @} the longest one. It is asked for every text
   * behind an {@code @} that may be a name, spaces and all.
   */
  public static List<Found> find(String text, Predicate<String> isName) {
    List<Found> found = new ArrayList<>();
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      if (!isWithinWord(text, at)) {
        List<Integer> ends = ends(text, at + 1);
        for (int i = ends.size() - 1; i >= 0; i--) {
          if (isName.test(text.substring(at + 1, ends.get(i)))) {
            found.add(new Found(at + 1, ends.get(i)));
            break;
          }
        }
      }
    }
    return found;
  }

  /** As in an e-mail address. */
  private static boolean isWithinWord(String text, int at) {
    if (at == 0) {
      return false;
    }
    int before = text.codePointBefore(at);
    return !Signs.isInvisible(before) && (Signs.isOfWord(before) || before == '-' || before == '.');
  }

  /** Where a name that begins at {@code start} may be over, the nearest first. */
  static List<Integer> ends(String text, int start) {
    List<Integer> ends = new ArrayList<>();
    int limit = Math.min(text.length(), start + MAX_UNITS);
    int i = start;
    if (i == limit || Signs.isSpace(text.codePointAt(i)) || Signs.isMark(text.codePointAt(i))) {
      return ends;
    }
    while (i < limit && ends.size() < MAX_ENDS && !endsAll(text, i)) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!Signs.isSpace(c) && isEnd(text, i, c)) {
        ends.add(i);
      }
    }
    return ends;
  }

  /** No name goes beyond another {@code @}, a line's end, or two spaces. */
  private static boolean endsAll(String text, int i) {
    int c = text.codePointAt(i);
    return c == '@' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029
        || (Signs.isSpace(c) && i > 0 && Signs.isSpace(text.codePointBefore(i)));
  }

  /** Whether a name may be over at {@code i}, behind {@code before}. */
  private static boolean isEnd(String text, int i, int before) {
    if (i == text.length()) {
      return true;
    }
    int after = text.codePointAt(i);
    if (Signs.isMark(after) || Signs.isInvisible(after) || Signs.isOnePicture(before, after)) {
      return false;
    }
    boolean isInWord = Signs.isOfWord(before) && Signs.isOfWord(after);
    return !isInWord && !isTied(text, i, before, after);
  }

  /** Whether a dot or a hyphen at {@code i} or right before it has words at both sides. */
  private static boolean isTied(String text, int i, int before, int after) {
    if (Signs.isTie(after)) {
      int next = i + Character.charCount(after);
      return Signs.isOfWord(before) && next < text.length() && Signs.isOfWord(text.codePointAt(next));
    }
    return Signs.isTie(before) && Signs.isOfWord(after) && Signs.isOfWord(text.codePointBefore(i - Character.charCount(before)));
  }
}
