package io.tutti.story;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a chronicler tells. Immutable. */
public enum NarrativeStyle {
  ADVENTURE,
  NOIR,
  FAIRY_TALE,
  CHRONICLE;

  /** The lower-case word that is used on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The style of that {@link #word}, or empty. */
  public static Optional<NarrativeStyle> of(String word) {
    return Arrays.stream(values()).filter(style -> style.word().equals(word)).findFirst();
  }
}
