package io.tutti.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Makes {@link EmojiTables} of the Unicode data that ICU has, and compares. After an update of ICU it is written anew by
 * {@code mvn test -Dtest=EmojiTablesTest -Dunicode.write=true}.
 */
class EmojiTablesTest {

  private static final Path TABLES = Path.of("src/main/java/io/tutti/conversation/EmojiTables.java");
  private static final int WIDTH = 110;

  /** Pictures: not the digits of keycaps, the letters of flags, and the tones, which are pictures only with others. */
  private static final String PICTOGRAPHS = "[[:Emoji:]-[0-9#*]-[\\U0001F1E6-\\U0001F1FF]-[\\U0001F3FB-\\U0001F3FF]]";

  /** What later versions of Unicode are going to fill: reactions of newer devices are no faults. */
  private static final String RESERVED =
      "[[:Extended_Pictographic:]&[:Cn:]&[\\U0001F680-\\U0001F6FF\\U0001F900-\\U0001F9FF\\U0001FA70-\\U0001FAFF]]";

  private static final String BODIES = "[:Emoji_Modifier_Base:]";

  private static String source() {
    VersionInfo version = UCharacter.getUnicodeVersion();
    return """
        package io.tutti.conversation;

        /** Which code points are pictures (rule CHAT9). Made by {@code EmojiTablesTest} from the data of Unicode %d; not to be edited. */
        final class EmojiTables {

          /** What can be an emoji by itself, and what is reserved for those of later versions. */
          static final String PICTOGRAPHS =
        %s;

          /** Those of them that may have a skin tone. */
          static final String BODIES =
        %s;

          private EmojiTables() {}
        }
        """.formatted(version.getMajor(), text(new UnicodeSet(PICTOGRAPHS).addAll(new UnicodeSet(RESERVED))), text(new UnicodeSet(BODIES)));
  }

  /** Ranges in hexadecimal digits, as a Java expression of lines that are not too long. */
  private static String text(UnicodeSet points) {
    StringBuilder text = new StringBuilder("      \"");
    int line = 0;
    String gap = "";
    for (UnicodeSet.EntryRange range : points.ranges()) {
      String word = gap + Integer.toHexString(range.codepoint)
          + (range.codepoint == range.codepointEnd ? "" : "-" + Integer.toHexString(range.codepointEnd));
      if (line + word.length() > WIDTH) {
        text.append(" \"\n          + \"");
        word = word.strip();
        line = 0;
      }
      text.append(word);
      line += word.length();
      gap = " ";
    }
    return text.append('"').toString();
  }

  @Test
  @DisplayName("[CHAT9] The tables of emoji are those of Unicode")
  void tablesAreUnicodes() throws IOException {
    if (Boolean.getBoolean("unicode.write")) {
      Files.writeString(TABLES, source());
    }
    assertEquals(source(), Files.readString(TABLES));
  }

  @Test
  @DisplayName("[CHAT9] A picture of Unicode is one emoji, a letter, a digit or a lone tone is none")
  void pictures() {
    for (String picture : new UnicodeSet("[[:RGI_Emoji:]-[\\U0001F3FB-\\U0001F3FF]]")) {
      assertTrue(Emoji.isOne(picture), picture);
    }
    for (String none : new UnicodeSet("[[:L:][:Nd:][\\U0001F3FB-\\U0001F3FF]-[:Emoji:]]")) {
      assertFalse(Emoji.isOne(none), none);
    }
  }
}
