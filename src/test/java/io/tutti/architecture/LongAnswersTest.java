package io.tutti.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Finds the routes whose answers are as long as what somebody has written, and looks for the mark that bounds them. */
class LongAnswersTest {

  private static final Path REST = Path.of("src/main/java/io/tutti/edge/rest");
  /** One method of a resource with its annotations, to its end. */
  private static final Pattern METHOD = Pattern.compile("(?ms)^ {2}@(?:GET|POST|PUT|PATCH|DELETE)\\b.*?^ {2}}$");
  /** What reads a log, a past or a whole text, or writes while it reads. */
  private static final Pattern IS_LONG =
      Pattern.compile("StreamingOutput|LogReader\\(|Past\\.of\\(|Narratives\\(|\\.view\\(name\\)|ArchiveWriter\\(");

  @Test
  @DisplayName("[REST65] Every route that reads a log, a past or a document is marked as one with a long answer")
  void marked() throws IOException {
    List<String> unmarked = new ArrayList<>();
    int found = 0;
    try (Stream<Path> files = Files.walk(REST)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Resource.java")).toList()) {
        for (MatchResult method : METHOD.matcher(Files.readString(file)).results().toList()) {
          boolean isLong = IS_LONG.matcher(method.group()).find();
          found += isLong ? 1 : 0;
          if (isLong && !method.group().contains("@LongAnswer")) {
            unmarked.add(file + ": " + method.group().lines().limit(4).toList());
          }
        }
      }
    }
    assertFalse(found < 8, "the routes are not found any more: " + found);
    assertEquals(List.of(), unmarked);
  }
}
