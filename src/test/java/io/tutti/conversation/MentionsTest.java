package io.tutti.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  private static List<String> mentioned(String text) {
    return Content.of(text).mentions(Talk::named, Set.of()).stream()
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
      return new Named(List.of(new Mention(new UserId(name), name)), List.of());
    }, Set.of());
    assertEquals(50, mentions.size());
    assertEquals("u49", mentions.get(49).username());
    asked.clear();
    assertEquals(List.of(), Content.of("@x".repeat(5_000)).mentions(name -> {
      assertTrue(asked.add(name), name + " is asked twice");
      return Named.NOBODY;
    }, Set.of()));
  }

  @Test
  @DisplayName("[NAME8] Where several have a name, those are mentioned whom their author chose, else whom the name means by itself")
  void namesakes() {
    Mention ada = new Mention(new UserId("ada"), "Ada");
    Mention guest = new Mention(new UserId("anon_1"), "Ada");
    Function<String, Named> people = name -> name.equals("Ada") ? new Named(List.of(ada), List.of(guest)) : Named.NOBODY;
    assertEquals(List.of(ada), Content.of("@Ada").mentions(people, Set.of()));
    assertEquals(List.of(guest), Content.of("@Ada").mentions(people, Set.of(guest.userId())));
    assertEquals(List.of(ada, guest), Content.of("@Ada @Ada").mentions(people, Set.of(guest.userId(), ada.userId())));
    assertEquals(List.of(ada), Content.of("@Ada").mentions(people, Set.of(new UserId("nobody"))));
    assertEquals(List.of(), Content.of("Ada").mentions(people, Set.of(ada.userId())));
  }
}
