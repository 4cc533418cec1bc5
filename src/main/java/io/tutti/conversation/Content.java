package io.tutti.conversation;

import io.tutti.identity.Names;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The text of a message without the blanks around it, and what is wrong with it (rules CHAT2, CHAT3). Immutable. */
record Content(String text, Fault fault) {

  static final int MAX_LENGTH = 10_000;
  static final int MAX_MENTIONS = 50;

  /** Why a text is no message. */
  enum Fault {
    NONE,
    EMPTY,
    TOO_LONG,
    UNPRINTABLE
  }

  static Content of(String text) {
    String trimmed = trimmed(text);
    return new Content(trimmed, fault(trimmed));
  }

  private static Fault fault(String text) {
    if (text.isEmpty()) {
      return Fault.EMPTY;
    }
    // The length in chars first: a megabyte need not be counted.
    if (text.length() > 2 * MAX_LENGTH || text.codePointCount(0, text.length()) > MAX_LENGTH) {
      return Fault.TOO_LONG;
    }
    return isClean(text) ? Fault.NONE : Fault.UNPRINTABLE;
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Unicode's blanks are all in the basic plane. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Whether {@code text} is valid Unicode without control characters but line breaks and tabs. */
  static boolean isClean(String text) {
    return Names.isUnicode(text)
        && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
  }

  /** The participants who are mentioned, each once, in the order of the text. */
  List<Mention> mentions(Function<String, Optional<Mention>> people) {
    List<Mention> mentions = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    Set<UserId> found = new HashSet<>();
    int at = text.indexOf('@');
    while (at >= 0 && mentions.size() < MAX_MENTIONS) {
      int end = endOfName(at + 1);
      String name = withoutTrailingDots(text.substring(at + 1, end));
      if (!name.isEmpty() && !isWithinWord(at) && asked.add(name)) {
        people.apply(name).filter(mention -> found.add(mention.userId())).ifPresent(mentions::add);
      }
      at = text.indexOf('@', end);
    }
    return mentions;
  }

  /** As in an e-mail address. */
  private boolean isWithinWord(int at) {
    return at > 0 && isOfName(text.codePointBefore(at));
  }

  private int endOfName(int start) {
    int end = start;
    while (end < text.length() && isOfName(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static String withoutTrailingDots(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '.') {
      end--;
    }
    return name.substring(0, end);
  }

  private static boolean isOfName(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || isMark(c);
  }

  /** Accents that stand for themselves, without which some scripts have no words. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
