package io.tutti.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged WAR, started by {@code java -jar} on a free port of 127.0.0.1 and data of its own. Thread-safe. */
final class RunningWar implements AutoCloseable {

  private static final Pattern STARTED = Pattern.compile("Tutti listens on (http://\\S+)");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final URI address;
  private final CompletableFuture<Void> rest;

  private RunningWar(Process process, URI address, CompletableFuture<Void> rest) {
    this.process = process;
    this.address = address;
    this.rest = rest;
  }

  /** Starts it and waits until it says that it listens. */
  static RunningWar start() throws IOException {
    return start(Map.of());
  }

  /** The same with further {@code settings}. */
  static RunningWar start(Map<String, String> settings) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/browser")), "server-").toAbsolutePath();
    ProcessBuilder builder = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/tutti.war"));
    builder.environment().putAll(Map.of("HOST", "127.0.0.1", "PORT", "0", "DATA_DIR", folder.resolve("data").toString()));
    builder.environment().putAll(settings);
    Process process = builder.redirectErrorStream(true).start();
    CompletableFuture<Void> impatience = CompletableFuture.runAsync(
        process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    BufferedReader output = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        impatience.cancel(false);
        return new RunningWar(process, URI.create(started.group(1)), keep(output, folder.resolve("server.log")));
      }
      said.append(line).append('\n');
    }
    throw new IOException("The server did not start:\n" + said);
  }

  /** Takes what the server says on to a file, so that its pipe never fills. */
  private static CompletableFuture<Void> keep(BufferedReader output, Path file) {
    return CompletableFuture.runAsync(() -> {
      try (output; var log = Files.newBufferedWriter(file)) {
        output.transferTo(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** Where the page is; ends with a slash. */
  URI address() {
    return address;
  }

  @Override
  public void close() throws Exception {
    process.toHandle().destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("The server did not stop within 10 s");
    }
    rest.get(10, TimeUnit.SECONDS);
  }
}
