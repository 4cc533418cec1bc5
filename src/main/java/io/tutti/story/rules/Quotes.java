package io.tutti.story.rules;

/** Words that somebody said. Immutable. */
final class Quotes {

  private static final int MAX_LENGTH = 600;
  private static final String ENDINGS = ".!?…";

  private Quotes() {}

  /** {@code text} in quotation marks, on one line, with an end; what is too long is cut off. */
  static String of(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replace('“', '‘').replace('”', '’').replace("\"", "'");
    if (line.length() > MAX_LENGTH) {
      int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
      line = line.substring(0, end).strip() + '…';
    }
    boolean ended = !line.isEmpty() && ENDINGS.indexOf(line.charAt(line.length() - 1)) >= 0;
    return '“' + line + (ended ? "”" : ".”");
  }
}
