package io.tutti.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person is called: the one definition, by which names are taken in, compared, mentioned, completed, erased and sought
 * (rules NAME4–NAME9). A name is a text of 1–{@value #MAX_LENGTH} UTF-16 units in NFC that shows something, with nothing invisible
 * in it but what shapes what one sees, and with single spaces between its words. Immutable: holds nothing.
 */
public final class PersonName {

  public static final int MAX_LENGTH = 80;

  private static final int MAX_STACKED_MARKS = 4;
  private static final int IDEOGRAPHIC_SPACE = 0x3000;
  private static final int NOTHING = -1;

  private PersonName() {}

  /** The name that {@code text} means, or empty where it can be none: too long, with control characters, or nothing to be seen. */
  public static Optional<String> of(String text) {
    return of(text, MAX_LENGTH);
  }

  /** The same for a name of at most {@code maxLength} UTF-16 units: a full name, the name of a team. */
  public static Optional<String> of(String text, int maxLength) {
    if (text.length() > 4 * maxLength) {
      return Optional.empty();
    }
    return cleaned(text).filter(name -> name.length() <= maxLength);
  }

  /** As much of {@code text} as can be a name, for those who cannot be asked again; empty where nothing of it can. */
  public static Optional<String> salvaged(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().limit(4L * MAX_LENGTH).forEach(c -> printable.appendCodePoint(Signs.isForbidden(c) ? ' ' : c));
    return cleaned(printable.toString()).flatMap(name -> name.length() <= MAX_LENGTH ? Optional.of(name) : cleaned(clipped(name, MAX_LENGTH)));
  }

  /** The beginning of {@code name}, at most {@code length} UTF-16 units and no half of a pair. */
  static String clipped(String name, int length) {
    if (name.length() <= length) {
      return name;
    }
    return name.substring(0, Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length);
  }

  /** Whether there is nothing to be seen in {@code text}: no name at all, rather than one that is wrong. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Signs.isSpace(c) || Signs.isInvisible(c) || Character.isWhitespace(c));
  }

  /** {@code name} with {@code mark} in brackets behind it, by which it is told from others; of a long name the beginning. */
  public static String marked(String name, String mark) {
    String end = " (" + mark + ")";
    return clipped(name, MAX_LENGTH - end.length()).strip() + end;
  }

  /** Whether {@code text} is a name as it stands. */
  public static boolean isName(String text) {
    return of(text).filter(text::equals).isPresent();
  }

  private static Optional<String> cleaned(String text) {
    if (text.codePoints().anyMatch(Signs::isForbidden)) {
      return Optional.empty();
    }
    String name = pass(text);
    // What stood apart may have come together, and then be written in another way.
    for (String again = pass(name); !again.equals(name); again = pass(name)) {
      name = again;
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static String pass(String text) {
    int[] signs = Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray();
    StringBuilder name = new StringBuilder(signs.length);
    int before = NOTHING;
    int space = NOTHING;
    int stacked = 0;
    for (int i = 0; i < signs.length; i++) {
      int c = signs[i];
      if (Signs.isSpace(c)) {
        space = c == IDEOGRAPHIC_SPACE || space == IDEOGRAPHIC_SPACE ? IDEOGRAPHIC_SPACE : ' ';
        continue;
      }
      boolean isFirst = before == NOTHING || space != NOTHING;
      int after = i + 1 < signs.length ? signs[i + 1] : NOTHING;
      if (Signs.isInvisible(c) && (isFirst || !Signs.isShaping(before, c, after))) {
        continue;
      }
      stacked = Signs.isStackable(c) && !Signs.isInvisible(c) ? stacked + 1 : 0;
      if (stacked > MAX_STACKED_MARKS || (isFirst && Signs.isMark(c))) {
        continue;
      }
      if (space != NOTHING && before != NOTHING) {
        name.appendCodePoint(space);
      }
      name.appendCodePoint(c);
      before = c;
      space = NOTHING;
    }
    return name.toString();
  }

  /**
   * The same for all ways to write one name: compatibility forms (NFKC), case, kinds of spaces, apostrophes and hyphens, and what
   * cannot be seen do not count. It is for comparing, not for showing.
   */
  public static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    boolean space = false;
    String folded = folded(name);
    for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
      int c = folded.codePointAt(i);
      if (Signs.isSpace(c)) {
        space = !key.isEmpty();
      } else if (!Signs.isInvisible(c)) {
        if (space) {
          key.append(' ');
        }
        space = false;
        key.appendCodePoint(plain(c));
      }
    }
    return key.toString();
  }

  /** The {@link #key} without its spaces: as which a name is written behind an {@code @} by those who leave them out. */
  public static String joinedKey(String name) {
    return key(name).replace(" ", "");
  }

  private static String folded(String name) {
    if (name.chars().allMatch(c -> c < 128)) {
      return name.toLowerCase(Locale.ROOT);
    }
    StringBuilder visible = new StringBuilder(name.length());
    name.codePoints().filter(c -> !Signs.isInvisible(c)).forEach(visible::appendCodePoint);
    String compatible = Normalizer.normalize(visible, Normalizer.Form.NFKC);
    return Normalizer.normalize(compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }

  private static int plain(int c) {
    if (Signs.isApostrophe(c)) {
      return '\'';
    }
    return c == 0x2010 || c == 0x2011 ? '-' : c == 'ς' ? 'σ' : c;
  }

  /** Whether people cannot tell {@code one} from {@code other}. */
  public static boolean looksLike(String one, String other) {
    return lookKey(one).equals(lookKey(other));
  }

  /** The same for all names that people cannot tell apart: the {@link #key} without spaces, and letters as what they look like. */
  public static String lookKey(String name) {
    return LookAlikes.skeleton(joinedKey(name));
  }
}
