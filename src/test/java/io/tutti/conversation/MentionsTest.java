package io.tutti.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  private static List<String> mentioned(String text) {
    return Content.of(text).mentions(name -> Optional.ofNullable(Talk.PEOPLE.get(name))).stream()
        .map(mention -> mention.userId().value())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "@Ann|ann", "Hi @Ann, and @bob.b-1!|ann bob", "@bob.b-1... what?|bob", "(@Ann)|ann", "@Ann@Hal|ann",
    "@Hal @hal @Hal|hal", "ann@Ann.org|''", "@ Ann|''", "@nobody @Annie|''", "@@Ann|ann", "@Zoë @Zoe\u0308|zoe", "@...|''",
    "<b>@Ann</b>|ann", "@Hal's|hal"
  })
  @DisplayName("[CHAT3] Who is a participant and named with an @ at the beginning of a word is mentioned, once")
  void whoIsMentioned(String text, String users) {
    assertEquals(users.isEmpty() ? List.of() : List.of(users.split(" ")), mentioned(text));
  }

  @Test
  @DisplayName("[CHAT3] Of 10,000 names at most 50 are mentions, and no name is looked up twice")
  void mentionsAreBounded() {
    String text = IntStream.range(0, 2_000).mapToObj(i -> "@u" + i % 900).collect(Collectors.joining(" "));
    Set<String> asked = new HashSet<>();
    List<Mention> mentions = Content.of(text).mentions(name -> {
      assertTrue(asked.add(name), name + " is asked twice");
      return Optional.of(new Mention(new UserId(name), name));
    });
    assertEquals(50, mentions.size());
    assertEquals("u49", mentions.get(49).username());
    asked.clear();
    assertEquals(List.of(), Content.of("@x".repeat(5_000)).mentions(name -> {
      assertTrue(asked.add(name), name + " is asked twice");
      return Optional.empty();
    }));
  }
}
