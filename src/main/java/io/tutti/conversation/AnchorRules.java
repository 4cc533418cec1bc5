package io.tutti.conversation;

import io.tutti.identity.Names;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an anchor may say (rule CHAT6). Immutable. */
final class AnchorRules implements MessageAnchor.Cases<Optional<String>> {

  static final int MAX_FILE_LENGTH = 1_024;
  static final int MAX_LINE = 1_000_000_000;
  static final int MAX_SNIPPET_LENGTH = 4_000;

  private static final int MAX_DOCUMENT_LENGTH = 128;
  private static final int MAX_REPLICA_LENGTH = 64;
  private static final long MAX_LAMPORT = (1L << 53) - 1;
  private static final AnchorRules RULES = new AnchorRules();

  private AnchorRules() {}

  /** What is wrong with {@code anchor}, for people; empty where nothing is. */
  static Optional<String> flaw(MessageAnchor anchor) {
    return anchor.match(RULES);
  }

  @Override
  public Optional<String> file(MessageAnchor.FilePlace place) {
    if (!isText(place.file(), MAX_FILE_LENGTH) || place.file().isEmpty() || !Names.isPrintable(place.file())) {
      return Optional.of("anchor.file has 1 to " + MAX_FILE_LENGTH + " printable characters");
    }
    if (!isLine(place.line()) || !isLine(place.column())) {
      return Optional.of("anchor.line and anchor.column are integers of 0 to " + MAX_LINE);
    }
    String snippet = place.snippet();
    return snippet == null || (isText(snippet, MAX_SNIPPET_LENGTH) && Content.isClean(snippet))
        ? Optional.empty()
        : Optional.of("anchor.snippet has at most " + MAX_SNIPPET_LENGTH + " characters, none of them a control character");
  }

  private static boolean isText(String text, int maxLength) {
    return text.length() <= 2 * maxLength && text.codePointCount(0, text.length()) <= maxLength;
  }

  private static boolean isLine(@Nullable Integer line) {
    return line == null || (line >= 0 && line <= MAX_LINE);
  }

  @Override
  public Optional<String> document(MessageAnchor.DocumentPlace place) {
    if (!Names.consistsOf(place.doc(), MAX_DOCUMENT_LENGTH, "._-")) {
      return Optional.of("anchor.doc is 1 to " + MAX_DOCUMENT_LENGTH + " letters, digits, dots, _ or -");
    }
    String replica = place.replica();
    boolean root = place.lamport() == 0 && replica.equals("root");
    boolean element = place.lamport() > 0 && place.lamport() <= MAX_LAMPORT
        && !replica.isEmpty() && replica.length() <= MAX_REPLICA_LENGTH && Names.isPrintable(replica);
    return root || element ? Optional.empty() : Optional.of("anchor.anchor is the id of an element: [lamport, replica]");
  }
}
