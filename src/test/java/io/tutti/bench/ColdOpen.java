package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the first join of a session with a long log takes after a restart, beside that of sessions
 * without one. Tutti alone: the relay stores nothing. Confined to the benchmark's thread.
 */
final class ColdOpen {

  private static final int SMALL_SESSIONS = 3;
  private static final int EVENTS = 100_000;

  private final Bench bench;

  ColdOpen(Bench bench) {
    this.bench = bench;
  }

  void measure() throws IOException, InterruptedException {
    Path folder = bench.folder("open");
    write(folder);
    List<Double> long100k = new ArrayList<>();
    for (int round = 1; round <= bench.options.rounds(); round++) {
      long100k.add(reopen(folder, round));
    }
    bench.say("%nopening the session of %,d events after a restart: median %.1f ms of %s", EVENTS, Bench.median(long100k), long100k);
  }

  /** Fills the log by ordinary updates. */
  private void write(Path folder) throws IOException, InterruptedException {
    BenchmarkOptions options = bench.options;
    try (ServerProcess server = ServerProcess.start(ServerProcess.Target.TUTTI, options, folder);
        var generator = new GeneratorProcess(server, options, folder)) {
      generator.open("small", SMALL_SESSIONS, 1, 0, options);
      generator.open("long", 1, options.users(), options.senders(), options);
      int seconds = (int) Math.ceil(EVENTS / (options.rate() * options.senders()));
      RunResult result = generator.run(new Schedule.Pace(options.rate(), 0, seconds), options);
      bench.say("%nwriting %,d updates into one session of %d users", result.figures().whole("sent"), options.users());
      bench.print(result.lines("  "));
      generator.close();
      bench.say("  stopped in %.0f ms", server.stop());
    }
  }

  private double reopen(Path folder, int round) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(ServerProcess.Target.TUTTI, bench.options, folder);
        var generator = new GeneratorProcess(server, bench.options, folder)) {
      bench.say("restart %d: %.0f ms to the first answer of /health", round, server.startMillis);
      for (int i = 0; i < SMALL_SESSIONS; i++) {
        bench.say("  join of a session without updates  %.1f ms", join(generator, "small" + i));
      }
      double millis = join(generator, "long0");
      bench.say("  join of the long session           %.1f ms", millis);
      bench.say("  second user of it                  %.1f ms", join(generator, "long0"));
      return millis;
    }
  }

  private static double join(GeneratorProcess generator, String session) throws IOException {
    return generator.ask(new Figures("join").with("session", session)).whole("joinMicros") / 1000.0;
  }
}
