package io.tutti.story.rules;

import io.tutti.story.NarrativeStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The sentences of one narrative style. In {@code openings} and {@code closings}, {@code {place}} stands for where the
 * turn plays and {@code {name}} for somebody who is there. {@code colours}: what the narrator remarks on an event of
 * each mood. Immutable.
 */
record Voice(
    List<String> openings, List<String> closings, List<String> found, Map<Mood, List<String>> colours) {

  /** What kind of moment an event is. */
  enum Mood { SEEK, SPEAK, GO, HAND, STRIKE, FAIL }

  Voice {
    openings = List.copyOf(openings);
    closings = List.copyOf(closings);
    found = List.copyOf(found);
    colours = new EnumMap<>(colours);
  }

  /** The remarks on {@code mood}, never empty. */
  List<String> on(Mood mood) {
    return colours.getOrDefault(mood, closings);
  }

  static Voice of(NarrativeStyle style) {
    return switch (style) {
      case ADVENTURE -> Voices.ADVENTURE;
      case NOIR -> Voices.NOIR;
      case FAIRY_TALE -> Voices.FAIRY_TALE;
      case CHRONICLE -> Voices.CHRONICLE;
    };
  }
}
