package io.tutti.edge.websocket;

import java.util.Optional;

/**
 * Puts the parts of text messages together, up to a size. Parts, and not whole messages, are taken from the container, so that
 * its buffer for each connection can be a few hundred bytes and the limit for a message a million. Confined to its
 * connection: the container delivers parts one at a time.
 */
public final class TextAssembly {

  private final int maxBytes;
  private StringBuilder parts = new StringBuilder(0);
  private boolean overflown;

  public TextAssembly(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The whole message when {@code part} is its {@code last}; empty while it is incomplete or where it is too large. */
  public Optional<String> add(String part, boolean last) {
    if (last && parts.isEmpty() && !overflown) {
      overflown = isTooLarge(part.length(), part);
      return overflown ? Optional.empty() : Optional.of(part);
    }
    if (overflown || part.length() > maxBytes - parts.length()) {
      overflown = true;
      parts = new StringBuilder(0);
      return Optional.empty();
    }
    parts.append(part);
    if (!last) {
      return Optional.empty();
    }
    String whole = parts.toString();
    parts = new StringBuilder(0);
    overflown = isTooLarge(whole.length(), whole);
    return overflown ? Optional.empty() : Optional.of(whole);
  }

  /** Whether a message was too large: the connection is to be closed. */
  public boolean isOverflown() {
    return overflown;
  }

  /** A character is one to three bytes of UTF-8: most texts need no counting. */
  private boolean isTooLarge(int characters, String text) {
    if (characters > maxBytes) {
      return true;
    }
    return characters > maxBytes / 3 && text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > maxBytes;
  }
}
