package io.tutti.identity;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * What kinds of characters names are made of (rules NAME4, NAME7). The browser's twin is {@code sync/names.js}: ranges stand here
 * where Java and JavaScript know different properties. Immutable: holds nothing.
 */
final class Signs {

  static final int ZWNJ = 0x200C;
  static final int ZWJ = 0x200D;

  private static final int FIRST_SELECTOR = 0xFE00;
  private static final int LAST_SELECTOR = 0xFE0F;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int KEYCAP = 0x20E3;
  private static final int BLACK_FLAG = 0x1F3F4;

  /** Scripts in whose words a joiner or a non-joiner changes how a letter is written. */
  private static final Set<UnicodeScript> JOINING = EnumSet.of(
      UnicodeScript.ARABIC, UnicodeScript.SYRIAC, UnicodeScript.MONGOLIAN, UnicodeScript.NKO, UnicodeScript.DEVANAGARI,
      UnicodeScript.BENGALI, UnicodeScript.GURMUKHI, UnicodeScript.GUJARATI, UnicodeScript.ORIYA, UnicodeScript.TAMIL,
      UnicodeScript.TELUGU, UnicodeScript.KANNADA, UnicodeScript.MALAYALAM, UnicodeScript.SINHALA, UnicodeScript.KHMER,
      UnicodeScript.MYANMAR);

  private Signs() {}

  /** Whether no name can have {@code c} in it: control characters, halves of pairs, what is no character or nobody's in particular. */
  static boolean isForbidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    };
  }

  static boolean isSpace(int c) {
    return Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  /** Whether {@code c} shows nothing by itself: Unicode's default ignorables, and the letters and signs that are blank. */
  static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x2800 || c == 0x3164 || c == 0xFFA0
        || c == 0xFFFC || c == 0x1D159 || (c >= 0x180B && c <= 0x180F) || (c >= FIRST_SELECTOR && c <= LAST_SELECTOR)
        || (c >= 0xFFF0 && c <= 0xFFF8) || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  /** Whether {@code c} shows nothing, but changes what stands between {@code before} and {@code after}. */
  static boolean isShaping(int before, int c, int after) {
    if (c == ZWNJ || c == ZWJ) {
      return (isJoining(before) && isJoining(after)) || (c == ZWJ && isEmojiPart(before) && isEmoji(after));
    }
    if (c == TEXT_STYLE || c == LAST_SELECTOR) {
      return isEmoji(before) || after == KEYCAP;
    }
    if (c >= 0xE0100 && c <= 0xE01EF) {
      return UnicodeScript.of(before) == UnicodeScript.HAN;
    }
    return c >= 0xE0020 && c <= 0xE007F && (before == BLACK_FLAG || (before >= 0xE0020 && before <= 0xE007E));
  }

  private static boolean isJoining(int c) {
    return (Character.isLetter(c) || isMark(c)) && JOINING.contains(UnicodeScript.of(c));
  }

  private static boolean isEmojiPart(int c) {
    return isEmoji(c) || c == LAST_SELECTOR;
  }

  /** Whether {@code c} is one of the pictures: by range, because new ones come every year. */
  static boolean isEmoji(int c) {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FBFF)
        || c == 0xA9 || c == 0xAE || c == 0x203C || c == 0x2049 || c == 0x2122 || c == 0x2139 || c == 0x3030 || c == 0x303D
        || c == 0x3297 || c == 0x3299;
  }

  /** Whether {@code after} goes on with the picture that {@code before} belongs to: joined to it, its skin's tone, half of its flag. */
  static boolean isOnePicture(int before, int after) {
    return (before == ZWJ && isEmoji(after)) || (after >= 0x1F3FB && after <= 0x1F3FF && isEmojiPart(before))
        || (isFlagLetter(before) && isFlagLetter(after));
  }

  private static boolean isFlagLetter(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  /** Whether {@code c} stands upon or around what is before it. */
  static boolean isMark(int c) {
    return isStackable(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /** Whether {@code c} is a mark that takes no room, so that any number of them can be heaped up. */
  static boolean isStackable(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Whether {@code c} is part of a word: a letter, a digit, a mark, {@code _}, or what shapes them. */
  static boolean isOfWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c) || isMark(c) || (isInvisible(c) && c != 0xFFFC && c != 0x2800);
  }

  static boolean isApostrophe(int c) {
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x201B || c == 0x02B9 || c == 0x2032;
  }

  /** Whether {@code c} ties two words to one name where it stands between them: a hyphen, a dot or a middle dot. */
  static boolean isTie(int c) {
    return c == '-' || c == '.' || c == 0x2010 || c == 0x2011 || c == 0xB7 || c == 0x30FB || c == 0x2027;
  }
}
