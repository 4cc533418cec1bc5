package io.tutti.text;

/** Facts about strings in terms of code points, where {@link String} thinks in UTF-16 units. Immutable. */
final class Unicode {
  private Unicode() {}

  /** Whether every surrogate in {@code text} belongs to a pair. */
  static boolean isValid(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        if (!pair) {
          return false;
        }
        at++;
      }
    }
    return true;
  }

  /**
   * Compares in code point order. {@link String#compareTo} does not: it sorts U+1F600 (written with surrogates)
   * before U+FF5E.
   */
  static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int at = 0; at < shared; at++) {
      char a = left.charAt(at);
      char b = right.charAt(at);
      if (a != b) {
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : weight(a) - weight(b);
      }
    }
    return left.length() - right.length();
  }

  private static int weight(char unit) {
    return Character.isSurrogate(unit) ? Character.MAX_VALUE + 1 : unit;
  }

  /** How many code points {@code text} has. */
  static int length(String text) {
    return text.length() == 1 ? 1 : text.codePointCount(0, text.length());
  }

  /** {@code text} without its first {@code codePoints} code points. */
  static String after(String text, int codePoints) {
    return codePoints == 0 ? text : text.substring(text.offsetByCodePoints(0, codePoints));
  }
}
