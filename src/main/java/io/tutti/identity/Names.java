package io.tutti.identity;

/** What names may consist of (protocol page, <i>Names</i>). Immutable. */
public final class Names {

  private Names() {}

  /** Whether {@code candidate} has 1 to {@code maxLength} ASCII letters, digits or {@code punctuation}. */
  public static boolean consistsOf(String candidate, int maxLength, String punctuation) {
    int length = candidate.length();
    if (length == 0 || length > maxLength) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = candidate.charAt(i);
      if (!isLetter(c) && !isDigit(c) && punctuation.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} is valid Unicode (no lone surrogate) without control characters. */
  public static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return isUnicode(text);
  }

  /** Whether every surrogate of {@code text} has its partner. */
  public static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
