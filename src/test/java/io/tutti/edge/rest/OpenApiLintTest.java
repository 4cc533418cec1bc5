package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs where Node is, and {@code npm --prefix src/test/js install} was. */
class OpenApiLintTest {

  private static final Path SCRIPTS = Path.of("src/test/js");

  @Test
  @DisplayName("[REST30] Spectral finds no error in the description")
  void lint(@TempDir Path folder) throws Exception {
    boolean hasNode = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "node")));
    assumeTrue(hasNode && Files.exists(SCRIPTS.resolve("node_modules/@stoplight/spectral-rulesets")), "Spectral is not installed");
    Path description = folder.resolve("openapi.json");
    try (RestServer server = new RestServer(true, "")) {
      Files.writeString(description, server.get("/api/openapi.json").text());
    }
    Path output = folder.resolve("output.txt");
    Process lint = new ProcessBuilder("node", SCRIPTS.resolve("openapi-lint.js").toString(), description.toString())
        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertTrue(lint.waitFor(180, TimeUnit.SECONDS), "Spectral has not come to an end");
    } finally {
      lint.destroyForcibly();
    }
    assertEquals("", Files.readString(output, StandardCharsets.UTF_8));
    assertEquals(0, lint.exitValue());
  }
}
