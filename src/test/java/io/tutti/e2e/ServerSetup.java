package io.tutti.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server is started with: its folder (the data directory {@code data} and the temporary folder {@code tmp} in it), its
 * variables and the options of its JVM. Confined to the test that makes it.
 */
final class ServerSetup {

  private static final Path WAR = Path.of("target", "tutti.war").toAbsolutePath();
  private static final Path HOME = Path.of("target", "e2e").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> jvmOptions = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));

  private ServerSetup(Path folder) {
    this.folder = folder;
    with("PORT", "0");
    with("HOST", "127.0.0.1");
    with("DATA_DIR", folder.resolve("data").toString());
  }

  /** A server with an empty data directory of its own; {@code name} is for people who look into {@code target/e2e}. */
  static ServerSetup empty(String name) {
    try {
      Files.createDirectories(HOME);
      Path folder = Files.createTempDirectory(HOME, name + "-");
      Files.createDirectory(folder.resolve("data"));
      Files.createDirectory(folder.resolve("tmp"));
      return new ServerSetup(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable of the server's environment. */
  ServerSetup with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  ServerSetup withJvm(String option) {
    jvmOptions.add(option);
    return this;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Where the server puts what it unpacks. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  /** Starts the server and waits until it says that it listens. May be called again once that one has ended. */
  RunningServer start() {
    RunningServer server = launch();
    server.awaitListening();
    return server;
  }

  /** Starts the process and waits for nothing. */
  RunningServer launch() {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(jvmOptions);
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary(), "-jar", WAR.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().putAll(variables);
    try {
      return new RunningServer(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
