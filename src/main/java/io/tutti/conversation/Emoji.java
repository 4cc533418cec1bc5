package io.tutti.conversation;

import java.util.Locale;
import java.util.Set;

/**
 * What is one emoji (rule CHAT9), by the grammar of Unicode Technical Standard 51: a pictograph that may have a skin tone
 * or a variation selector, up to four of these joined, a keycap, or the flag of a country or of a part of the United
 * Kingdom. The code points are Unicode's, see {@link EmojiTables}. Immutable.
 */
final class Emoji {

  /** A sequence of all that a joined emoji may have, in chars, and some more. */
  private static final int MAX_LENGTH = 32;

  private static final int MAX_JOINED = 4;
  private static final int JOINER = 0x200d;
  private static final int AS_PICTURE = 0xfe0f;
  private static final int KEYCAP = 0x20e3;
  private static final int BLACK_FLAG = 0x1f3f4;
  private static final int FIRST_LETTER = 0x1f1e6;
  private static final int FIRST_TAG = 0xe0000;
  private static final int LAST_TAG = 0xe007f;

  private static final Ranges PICTOGRAPHS = Ranges.of(EmojiTables.PICTOGRAPHS);

  /** Those of them that may have a skin tone. */
  private static final Ranges BODIES = Ranges.of(EmojiTables.BODIES);

  private static final Ranges SKIN_TONES = Ranges.of("1f3fb-1f3ff");

  /** Signs of Latin texts, which are pictures only where the selector says so. */
  private static final Set<Integer> TEXT_SIGNS = Set.of(0xa9, 0xae, 0x2122);

  /** Flags of regions that are no country of ISO 3166. */
  private static final Set<String> OTHER_REGIONS = Set.of("AC", "CP", "CQ", "DG", "EA", "EU", "IC", "TA", "UN", "XK");

  private static final Set<String> PARTS = Set.of("gbeng", "gbsct", "gbwls");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final int[] points;
  private int next;

  private Emoji(int[] points) {
    this.points = points;
  }

  /** Whether {@code text} is one emoji and nothing else. */
  static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    int[] points = text.codePoints().toArray();
    return isKeycap(points) || isCountry(points) || isPart(points) || new Emoji(points).isJoined();
  }

  private static boolean isKeycap(int[] points) {
    int last = points.length - 1;
    return (last == 1 || (last == 2 && points[1] == AS_PICTURE))
        && points[last] == KEYCAP
        && "0123456789#*".indexOf(points[0]) >= 0;
  }

  private static boolean isCountry(int[] points) {
    if (points.length != 2) {
      return false;
    }
    String region = letter(points[0]) + letter(points[1]);
    return COUNTRIES.contains(region) || OTHER_REGIONS.contains(region);
  }

  private static String letter(int indicator) {
    int letter = indicator - FIRST_LETTER;
    return letter >= 0 && letter < 26 ? Character.toString('A' + letter) : "";
  }

  private static boolean isPart(int[] points) {
    if (points[0] != BLACK_FLAG || points[points.length - 1] != LAST_TAG) {
      return false;
    }
    StringBuilder part = new StringBuilder();
    for (int i = 1; i < points.length - 1; i++) {
      if (points[i] <= FIRST_TAG || points[i] >= LAST_TAG) {
        return false;
      }
      part.append((char) (points[i] - FIRST_TAG));
    }
    return PARTS.contains(part.toString());
  }

  private boolean isJoined() {
    int joined = 1;
    while (readPictograph()) {
      if (next == points.length) {
        return joined <= MAX_JOINED;
      }
      if (points[next++] != JOINER) {
        return false;
      }
      joined++;
    }
    return false;
  }

  private boolean readPictograph() {
    if (next == points.length || !PICTOGRAPHS.has(points[next])) {
      return false;
    }
    int pictograph = points[next++];
    if (next < points.length && points[next] == AS_PICTURE) {
      next++;
      return true;
    }
    if (next < points.length && SKIN_TONES.has(points[next])) {
      next++;
      return BODIES.has(pictograph);
    }
    return !TEXT_SIGNS.contains(pictograph);
  }
}
