package io.tutti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.SpoofChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the table of letters that look alike with the confusables of Unicode (UTS 39), as ICU has them. */
class LookAlikesTableTest {

  private final SpoofChecker confusables = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  /** What Unicode says that {@code letter} looks like, in either case, by our table. */
  private Stream<String> looks(String letter) {
    return Stream.of(letter, letter.toUpperCase(Locale.ROOT))
        .map(one -> LookAlikes.skeleton(PersonName.joinedKey(confusables.getSkeleton(one))));
  }

  @Test
  @DisplayName("[NAME6] Letters that we take for one look alike in Unicode's eyes too")
  void tableIsUnicodes() {
    List<String> others = new ArrayList<>();
    LookAlikes.letters().forEach((letter, look) -> {
      String shown = LookAlikes.skeleton(look);
      if (looks(letter).noneMatch(shown::equals) && looks(letter).noneMatch(one -> looks(look).anyMatch(one::equals))) {
        others.add(letter + " as " + look);
      }
    });
    assertEquals(List.of(), others);
  }
}
