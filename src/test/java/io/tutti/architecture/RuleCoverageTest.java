package io.tutti.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds the protocol pages and the tests together: a rule without a test is a wish, a test that quotes no known rule is a
 * riddle. {@code -Drules.docs} and {@code -Drules.tests} name other folders to compare.
 */
class RuleCoverageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| *([A-Z]+[0-9]+) *\\|");
  private static final Pattern QUOTES = Pattern.compile("\"((?:\\[[A-Z]+[0-9]+] ?)+)");
  private static final Pattern QUOTE = Pattern.compile("\\[([A-Z]+[0-9]+)]");

  private final Path docs = Path.of(System.getProperty("rules.docs", "docs/protocol"));
  private final Path tests = Path.of(System.getProperty("rules.tests", "src/test"));

  @Test
  @DisplayName("Every rule of the protocol pages is quoted by a test")
  void everyRuleHasATest() throws IOException {
    Set<String> untested = rules();
    assertFalse(untested.isEmpty(), "no rules in " + docs);
    untested.removeAll(quoted());
    assertEquals(Set.of(), untested, "rules that no test quotes");
  }

  @Test
  @DisplayName("No rule id stands in two tables")
  void idsAreUnique() throws IOException {
    Set<String> seen = new TreeSet<>();
    Set<String> twice = new TreeSet<>();
    for (Path page : files(docs, name -> name.endsWith(".md"))) {
      ROW.matcher(Files.readString(page)).results().map(row -> row.group(1)).filter(id -> !seen.add(id)).forEach(twice::add);
    }
    assertEquals(Set.of(), twice);
  }

  @Test
  @DisplayName("A test quotes only rules that exist, where the pages have rules of that letter")
  void quotedRulesExist() throws IOException {
    Set<String> rules = rules();
    Set<String> families = new TreeSet<>();
    rules.forEach(rule -> families.add(family(rule)));
    Set<String> unknown = quoted();
    unknown.removeIf(rule -> rules.contains(rule) || !families.contains(family(rule)));
    assertEquals(Set.of(), unknown);
  }

  private Set<String> rules() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (Path page : files(docs, name -> name.endsWith(".md"))) {
      ROW.matcher(Files.readString(page)).results().map(row -> row.group(1)).forEach(ids::add);
    }
    return ids;
  }

  /** Ids that begin a text in a test's source; several may stand in a row. */
  private Set<String> quoted() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (Path source : files(tests, name -> name.endsWith(".java") || name.endsWith(".js"))) {
      String text = Files.readString(source).replace('\'', '"').replace('`', '"');
      QUOTES.matcher(text).results()
          .flatMap(quotes -> QUOTE.matcher(quotes.group(1)).results())
          .map(MatchResult::group)
          .map(quote -> quote.substring(1, quote.length() - 1))
          .forEach(ids::add);
    }
    return ids;
  }

  private static String family(String rule) {
    return rule.replaceAll("[0-9]", "");
  }

  private static Iterable<Path> files(Path root, Predicate<String> name) throws IOException {
    try (var walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .filter(path -> !path.toString().contains("node_modules"))
          .filter(path -> name.test(path.getFileName().toString()))
          .sorted()
          .toList();
    }
  }
}
