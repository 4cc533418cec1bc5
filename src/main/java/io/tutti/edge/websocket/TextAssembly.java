package io.tutti.edge.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Puts the parts of text messages together, up to a size. Parts, and not whole messages, are taken from the container, so that
 * its buffer for each connection can be a few hundred bytes and the limit for a message a million. Confined to its
 * connection: the container delivers parts one at a time.
 */
public final class TextAssembly {

  private int maxBytes;
  private StringBuilder parts = new StringBuilder(0);
  private boolean overflown;

  public TextAssembly(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** From now on a message may have so many bytes. */
  void limit(int bytes) {
    maxBytes = bytes;
  }

  /** The whole message when {@code part} is its {@code last}; empty while it is incomplete or where it is too large. */
  public Optional<String> add(String part, boolean last) {
    if (overflown || part.length() > maxBytes - parts.length()) {
      overflown = true;
      parts = new StringBuilder(0);
      return Optional.empty();
    }
    if (last && parts.isEmpty()) {
      return whole(part);
    }
    parts.append(part);
    if (!last) {
      return Optional.empty();
    }
    String assembled = parts.toString();
    parts = new StringBuilder(0);
    return whole(assembled);
  }

  private Optional<String> whole(String text) {
    overflown = isTooLarge(text);
    return overflown ? Optional.empty() : Optional.of(text);
  }

  /** Whether a message was too large: the connection is to be closed. */
  public boolean isOverflown() {
    return overflown;
  }

  /** A character is one to three bytes of UTF-8: most texts need no counting. */
  private boolean isTooLarge(String text) {
    return text.length() > maxBytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxBytes;
  }
}
