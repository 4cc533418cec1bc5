package io.tutti.edge.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @TempDir Path directory;

  private Settings settings(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>(Map.of("DATA_DIR", directory.resolve("data").toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.read(new Variables(variables::get));
  }

  private Path file() {
    return directory.resolve("data/jwt-secret");
  }

  @Test
  @DisplayName("Without JWT_SECRET one is made, once; its owner alone may read it, and nothing else is left beside it")
  void made() throws IOException {
    String secret = Secret.of(settings());
    assertEquals(128, secret.length());
    assertEquals(secret, Secret.of(settings()));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));
    try (var files = Files.list(directory.resolve("data"))) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  @DisplayName("An empty file, as a crash may leave it, is replaced by a secret")
  void empty(String content) throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(file(), content);
    String secret = Secret.of(settings());
    assertEquals(128, secret.length());
    assertEquals(secret, Secret.of(settings()));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));
  }

  @ParameterizedTest
  @CsvSource({"HS256, 32", "HS384, 48", "HS512, 64"})
  @DisplayName("In production JWT_SECRET must be as long as the digest of JWT_ALGORITHM")
  void production(String algorithm, int bytes) {
    String enough = "s".repeat(bytes);
    assertEquals(enough, Secret.of(settings("ENV", "production", "JWT_ALGORITHM", algorithm, "JWT_SECRET", enough)));
    Settings tooShort = settings("ENV", "production", "JWT_ALGORITHM", algorithm, "JWT_SECRET", enough.substring(1));
    String line = String.valueOf(assertThrows(ConfigurationProblem.class, () -> Secret.of(tooShort)).getMessage());
    assertTrue(line.contains("JWT_SECRET") && line.contains(bytes + " bytes"), line);
  }
}
