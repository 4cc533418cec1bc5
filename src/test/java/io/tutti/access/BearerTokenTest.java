package io.tutti.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BearerTokenTest {

  private static final Path JAVA = Path.of("src/main/java");

  @Test
  @DisplayName("[REST4] A bearer token is read whatever the case of its scheme; another scheme has none")
  void tokens() {
    for (String header : List.of("Bearer abc", "bearer abc", "BEARER  abc ", "  Bearer abc")) {
      assertEquals("abc", BearerToken.of(header), header);
    }
    assertNull(BearerToken.of(null));
    for (String header : List.of("", "Bearer", "Bearerabc", "Basic abc", "Token Bearer abc")) {
      assertNull(BearerToken.of(header), header);
    }
  }

  @Test
  @DisplayName("[REST4] Nothing else takes an Authorization header apart")
  void oneReader() throws IOException {
    try (Stream<Path> sources = Files.walk(JAVA)) {
      List<Path> readers = sources.filter(path -> path.toString().endsWith(".java")).filter(BearerTokenTest::readsBearers).toList();
      assertEquals(List.of(JAVA.resolve("io/tutti/access/BearerToken.java")), readers);
    }
  }

  private static boolean readsBearers(Path source) {
    try {
      return Files.readString(source).toLowerCase(Locale.ROOT).contains("\"bearer \"");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
