package io.tutti.containers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Tomcat as people download it, with the WAR in its webapps folder as they put it there; runs in a process of its own on a free
 * port of 127.0.0.1. Confined to the test class it is registered in.
 */
final class StandaloneTomcat implements BeforeAllCallback, AfterAllCallback {

  private static final Path WAR = Path.of("target/tutti.war");
  private static final String STARTED = "Server startup in";
  private static final int PATIENCE_SECONDS = 120;

  private final Path home;
  private final Path base;
  private final AtomicBoolean started = new AtomicBoolean();
  private @Nullable Process process;
  private CompletableFuture<Void> output = CompletableFuture.completedFuture(null);
  private int port;

  /** The Tomcat that the build has unpacked to where the system property {@code place} says. */
  StandaloneTomcat(String place) {
    this.home = Path.of(System.getProperty(place));
    this.base = home.resolveSibling(place + "-base");
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/tutti/");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    port = freePort();
    prepare();
    Process tomcat = new ProcessBuilder(command()).redirectErrorStream(true).start();
    process = tomcat;
    awaitStart(tomcat);
  }

  /** What bin/catalina.sh would run, except that it opens as many packages as the search for leaks at the end needs. */
  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dcatalina.home=" + home, "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"),
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
        "-DDATA_DIR=" + base.resolve("data"), "-DSEND_TIMEOUT_MS=1000",
        "-classpath", home.resolve("bin/bootstrap.jar") + File.pathSeparator + home.resolve("bin/tomcat-juli.jar"),
        "org.apache.catalina.startup.Bootstrap", "start");
  }

  private void prepare() throws IOException {
    Folders.delete(base);
    for (String folder : List.of("conf", "temp", "webapps", "logs")) {
      Files.createDirectories(base.resolve(folder));
    }
    Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
    String server = Files.readString(home.resolve("conf/server.xml"))
        .replace("port=\"8005\"", "port=\"-1\"")
        .replace("port=\"8080\"", "port=\"" + port + "\" address=\"127.0.0.1\"");
    Files.writeString(base.resolve("conf/server.xml"), server);
    Files.copy(WAR, base.resolve("webapps/tutti.war"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads what Tomcat says until it says that it has started; the rest goes to a file, so that its pipe never fills. */
  private void awaitStart(Process process) throws IOException {
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(() -> {
      if (!started.get()) {
        process.destroyForcibly();
      }
    });
    StringBuilder said = new StringBuilder();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null && !line.contains(STARTED)) {
      said.append(line).append('\n');
      line = output.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("Tomcat did not start:\n" + said);
    }
    started.set(true);
    this.output = CompletableFuture.runAsync(() -> drain(output, base.resolve("logs/console.log")));
  }

  private static void drain(BufferedReader output, Path file) {
    try (output; var log = Files.newBufferedWriter(file)) {
      output.transferTo(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    Process tomcat = process;
    if (tomcat == null) {
      return;
    }
    tomcat.toHandle().destroy();
    if (!tomcat.waitFor(15, TimeUnit.SECONDS)) {
      tomcat.destroyForcibly().waitFor();
      throw new IllegalStateException("Tomcat did not stop within 15 s");
    }
    Folders.delete(base.resolve("webapps"));
    output.get(15, TimeUnit.SECONDS);
    try (Stream<String> lines = Files.lines(base.resolve("logs/console.log"))) {
      List<String> left = lines.filter(line -> line.contains("SEVERE") || line.contains("leak")).toList();
      if (!left.isEmpty()) {
        throw new AssertionError("The WAR leaves something behind when it is undeployed: " + left);
      }
    }
  }
}
