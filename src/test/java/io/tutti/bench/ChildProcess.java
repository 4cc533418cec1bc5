package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that the benchmark started and will end: on {@link #close}, or when the benchmark itself is
 * interrupted. Thread-safe: only the set of living children is shared, and it is concurrent.
 */
final class ChildProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 30;
  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly), "end-children"));
  }

  final Process process;

  private ChildProcess(Process process) {
    this.process = process;
    LIVING.add(process);
  }

  /** Starts this JVM's own executable with the given arguments; its error output, or all of it, goes to {@code log}. */
  static ChildProcess java(List<String> arguments, Map<String, String> environment, Path log, boolean keepOutput)
      throws IOException {
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>(List.of(executable("java")));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    // The caller's own database would be measured, and written to, without having been named.
    builder.environment().keySet().removeAll(Set.of("DATABASE_URL", "REDIS_URL"));
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    if (!keepOutput) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    return new ChildProcess(builder.start());
  }

  static String executable(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Asks it to end, waits, then insists; closing its input is the asking for those that read it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has gone already.
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    LIVING.remove(process);
  }
}
