package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The load benchmark's main class. One start measures one shape:
 * {@code mvn -Pbench verify -DskipTests -Dbench.args="--shape standard"}. See {@code docs/performance.md}.
 */
public final class Benchmark {

  /** Files that a server needs beside its sockets. */
  private static final int OTHER_FILES = 300;

  private Benchmark() {}

  public static void main(String[] args) throws Exception {
    try {
      var bench = new Bench(BenchmarkOptions.parse(args), System.out);
      checkWar(bench);
      checkOpenFiles(bench.options);
      heading(bench);
      measure(bench);
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void measure(Bench bench) throws IOException, InterruptedException {
    switch (bench.options.shape) {
      case STANDARD, LARGE, MANY, CHAT, PRESENCE, STORY, DOCUMENTS -> new SteadyLoad(bench).measure();
      case RISING -> new RisingLoad(bench).measure();
      case IDLE -> new IdleConnections(bench).measure();
      case OPEN -> new ColdOpen(bench).measure();
      case JOIN -> new DocumentJoins(bench).measure();
    }
  }

  private static void checkWar(Bench bench) throws IOException {
    boolean needed = bench.options.tutti() || bench.options.shape == Shape.OPEN;
    if (needed && !Files.isRegularFile(bench.options.war())) {
      throw new IOException("There is no " + bench.options.war() + ": package it first, or measure --target relay.");
    }
  }

  private static void checkOpenFiles(BenchmarkOptions options) throws IOException {
    int sockets = options.shape == Shape.IDLE ? IdleConnections.sockets(options) : options.sessions() * options.users();
    long limit = ProcessAccount.openFilesLimit();
    if (limit < sockets + OTHER_FILES) {
      throw new IOException("This load needs " + (sockets + OTHER_FILES) + " open files in the server and in the generator, and the limit is "
          + limit + ": raise it with `ulimit -n " + (sockets + OTHER_FILES) + "` or lower --sessions or --users.");
    }
  }

  private static void heading(Bench bench) {
    BenchmarkOptions options = bench.options;
    bench.say("Tutti load benchmark, shape %s: %,d sessions of %,d users, %d of them send, %.2f messages/s each%s",
        options.shape, options.sessions(), options.users(), options.senders(), options.rate(),
        options.moves() > 0 ? ", and every cursor moves at " + options.moves() + "/s" : "");
    bench.say("%d processors, %s %s, Java %s; JVM options: server %s, relay %s, relay buffers %s",
        Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), System.getProperty("os.version"),
        Runtime.version(), options.serverOptions(), options.relayOptions(), options.relayBuffers());
    List<String> environment = options.serverEnvironment();
    if (!environment.isEmpty()) {
      bench.say("server environment: %s", environment);
    }
  }
}
