package io.tutti.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks what kind of character something is may be about to define names once more. Each place that asks is found here and
 * must be the definition itself or say what it judges instead.
 */
class NamesRulesTest {

  private static final Path JAVA = Path.of("src/main/java/io/tutti");
  private static final Path BROWSER = Path.of("src/main/webapp");

  private static final Pattern ASKS_IN_JAVA = Pattern.compile(
      "Normalizer|UnicodeScript|Character\\.(isLetter|isLetterOrDigit|isAlphabetic|isDigit|getType|isSpaceChar|isIdeographic|getName)\\b|\\\\p\\{");
  private static final Pattern ASKS_IN_JAVASCRIPT = Pattern.compile("\\\\p\\{|\\.normalize\\(|localeCompare\\([^)]*sensitivity");

  private static final Map<String, String> JAVA_PLACES = Map.ofEntries(
      Map.entry("identity/Signs.java", "the definition"),
      Map.entry("identity/PersonName.java", "the definition"),
      Map.entry("identity/LookAlikes.java", "the definition: what looks alike"),
      Map.entry("access/Username.java", "the first letter of a user name, beyond the definition (ACC3)"),
      Map.entry("access/GuestNames.java", "leaves the spaces out before the definition compares (NAME10)"),
      Map.entry("conversation/Content.java", "blanks around a message (CHAT2)"),
      Map.entry("edge/jpa/MessageWords.java", "words of messages, as they are stored for the search (CHAT17)"),
      Map.entry("edge/tokens/BcryptPasswords.java", "passwords (ACC15)"),
      Map.entry("parameters/Parameter.java", "names of parameters, which are ASCII (NAME2)"),
      Map.entry("parameters/FormulaReader.java", "formulas"),
      Map.entry("story/Texts.java", "texts that a language model wrote"),
      Map.entry("story/rules/ActionKind.java", "verbs of actions"),
      Map.entry("story/rules/Scene.java", "things that an action names"));

  private static final Map<String, String> BROWSER_PLACES = Map.of(
      "sync/names.js", "the definition's twin",
      "sync/text/graphemes.js", "what one sees as one character",
      "sync/chat/view.js", "leaves the spaces out of a name before the definition finds it",
      "sync/format.js", "initials, and the direction of a name",
      "sync/story/book.js", "a file's name");

  @Test
  @DisplayName("[NAME4] [NAME7] Names are defined in one place: whoever else asks what kind of character something is judges no name")
  void oneDefinition() throws IOException {
    assertEquals(new TreeSet<>(JAVA_PLACES.keySet()), asking(JAVA, ".java", ASKS_IN_JAVA));
    assertEquals(new TreeSet<>(BROWSER_PLACES.keySet()), asking(BROWSER, ".js", ASKS_IN_JAVASCRIPT));
  }

  @Test
  @DisplayName("[NAME4] Whoever makes a person of what came from outside takes the name by the definition")
  void everyWayIn() throws IOException {
    Map<String, String> places = new TreeMap<>();
    places.put("edge/websocket/v1/Newcomers.java", "a guest's name is the decoder's; others' are a token's");
    places.put("edge/websocket/collabengine/Arrival.java", "by the definition");
    places.put("edge/websocket/novel/Arrival.java", "by the definition");
    places.put("edge/websocket/Arrivals.java", "a token's");
    places.put("edge/tokens/Claims.java", "by the definition");
    places.put("edge/tokens/OriginalTokens.java", "an account's");
    places.put("edge/tokens/OutsideTokens.java", "by the definition");
    places.put("edge/tokens/Tokens.java", "its caller's: accounts, auth/anonymous, or a token's");
    places.put("edge/json/stored/PeopleFormat.java", "as it was stored (NAME11)");
    places.put("session/Member.java", "another name or role of who is there");
    places.put("session/Erasure.java", "nobody's");
    Set<String> makers = asking(JAVA, ".java", Pattern.compile("new (Member|Identity)\\("));
    assertEquals(new TreeSet<>(places.keySet()), makers);
    // What a name had to be before, so that old tokens go on.
    assertEquals(Set.of("edge/tokens/Claims.java"), asking(JAVA, ".java", Pattern.compile("Identity\\.isName\\(")));
    for (Map.Entry<String, String> place : places.entrySet()) {
      boolean defined = Files.readString(JAVA.resolve(place.getKey())).contains("PersonName.");
      assertTrue(defined || !place.getValue().equals("by the definition"), place.getKey());
    }
  }

  private static Set<String> asking(Path root, String ending, Pattern question) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(path -> path.toString().endsWith(ending)).toList()) {
        if (question.matcher(Files.readString(file)).find()) {
          found.add(root.relativize(file).toString().replace('\\', '/'));
        }
      }
    }
    return found;
  }
}
