package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a connection and a session hold when nothing happens: many users in few sessions first, then sessions
 * of one user each. Confined to the benchmark's thread.
 */
final class IdleConnections {

  private static final int SINGLE_SESSIONS = 1_000;
  private static final int SETTLE_MILLIS = 3_000;

  private final Bench bench;

  IdleConnections(Bench bench) {
    this.bench = bench;
  }

  /** How many sockets the largest moment needs. */
  static int sockets(BenchmarkOptions options) {
    return options.sessions() * options.users() + SINGLE_SESSIONS;
  }

  void measure() throws IOException, InterruptedException {
    for (ServerProcess.Target target : bench.targets()) {
      bench.say("%n%s", target);
      Path folder = bench.folder("idle-" + target.name().toLowerCase(Locale.ROOT));
      try (ServerProcess server = ServerProcess.start(target, bench.options, folder);
          var generator = new GeneratorProcess(server, bench.options, folder)) {
        measure(server, generator);
      }
    }
  }

  private void measure(ServerProcess server, GeneratorProcess generator) throws IOException, InterruptedException {
    BenchmarkOptions options = bench.options;
    // The first session brings in the classes that every later one shares.
    generator.open("first", 1, options.users(), 0, options);
    Thread.sleep(SETTLE_MILLIS);
    Footprint empty = Footprint.of(server.pid());
    bench.say("  one session of %d      %s", options.users(), empty);
    generator.open("full", options.sessions(), options.users(), 0, options);
    Thread.sleep(SETTLE_MILLIS);
    Footprint full = Footprint.of(server.pid());
    int connections = options.sessions() * options.users();
    bench.say("  %,d more connections  %s", connections, full);
    bench.say("  per idle connection    %s", full.perOne(empty, connections));
    generator.open("single", SINGLE_SESSIONS, 1, 0, options);
    Thread.sleep(SETTLE_MILLIS);
    Footprint single = Footprint.of(server.pid());
    bench.say("  %,d more sessions of one user  %s", SINGLE_SESSIONS, single);
    bench.say("  per session with its one connection  %s", single.perOne(full, SINGLE_SESSIONS));
    generator.ask(new Figures("check"));
    bench.say("  every connection is still open");
  }
}
