package io.tutti.conversation;

import io.tutti.identity.Names;
import io.tutti.identity.NamesInText;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /**
   * The participants who are mentioned, each once, in the order of the text (rules CHAT3, NAME7, NAME8). {@code chosen}: whom the
   * author chose, for names that several have.
   */
  List<Mention> mentions(Function<String, Named> people, Set<UserId> chosen) {
    Map<String, Named> known = new HashMap<>();
    List<Mention> mentions = new ArrayList<>();
    Set<UserId> found = new HashSet<>();
    for (NamesInText.Found name
        : NamesInText.find(text, called -> !known.computeIfAbsent(called, people).isNobody())) {
      for (Mention mention : known.getOrDefault(text.substring(name.start(), name.end()), Named.NOBODY).among(chosen)) {
        if (mentions.size() < MAX_MENTIONS && found.add(mention.userId())) {
          mentions.add(mention);
        }
      }
    }
    return mentions;
  }
}
