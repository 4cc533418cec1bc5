package io.tutti.edge.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SpoiltEngineTest {

  @TempDir
  Path directory;

  @Test
  @DisplayName("[STORE4] [STORE5] A database whose statements never end is given up, they end, it is opened again, and nothing is lost")
  void endlessStatements() throws Exception {
    Path output = directory.resolve("output");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), SpoiltEngine.class.getName(), directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      assertTrue(process.waitFor(150, TimeUnit.SECONDS), () -> "it does not end: " + text(output));
      assertEquals(0, process.exitValue(), () -> text(output));
      assertTrue(text(output).contains("recovered 11"), () -> text(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
