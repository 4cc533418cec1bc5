package io.tutti.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged server in a process of its own, with everything that it has printed. Thread-safe.
 *
 * <p>It is ready when it says so, not after a time; its port is the one that it names.
 */
final class RunningServer implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("Tutti listens on http://127\\.0\\.0\\.1:(\\d+)/.*");
  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 20;

  private final Process process;
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Thread reader;

  RunningServer(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output of server " + process.pid());
    reader.setDaemon(true);
    reader.start();
    // A test run that is broken off leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        printed.add(line);
        Matcher listens = LISTENS.matcher(line);
        if (listens.matches()) {
          port.complete(Integer.valueOf(listens.group(1)));
        }
      }
    } catch (IOException e) {
      printed.add("(the output ended: " + e + ")");
    }
    port.completeExceptionally(new IllegalStateException("the server ended before it listened"));
  }

  void awaitListening() {
    try {
      port.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError("The server does not listen. It printed:\n" + output(), e);
    }
  }

  int port() {
    return port.join();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The address of {@code path}, which begins with a slash. */
  URI http(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** The address of a session for WebSockets. */
  URI session(String id) {
    return URI.create("ws://127.0.0.1:" + port() + "/api/v1/session/connect/" + id);
  }

  /** Every line that it has printed so far. */
  List<String> lines() {
    return List.copyOf(printed);
  }

  String output() {
    return String.join("\n", printed);
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, as Ctrl-C and service managers do, and waits for nothing. */
  void terminate() {
    // Process.destroy would close the output, and with it what the server says at its end.
    process.toHandle().destroy();
  }

  /** Waits until it has ended; its exit code. */
  int awaitEnd() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The server does not end. It printed:\n" + output());
      }
      reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Resident memory in KiB, as the operating system counts it; 0 where it does not tell. */
  long residentKilobytes() {
    try {
      for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/" + pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      // Not Linux: the caller's other checks have to do.
    }
    return 0;
  }

  @Override
  public void close() {
    terminate();
    awaitEnd();
  }
}
