package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Raises the rate by steps until the latency breaks, and names the highest rate of deliveries that was kept
 * up: p99 within the limit, nothing lost, and at least 95 % of what was due delivered within the window.
 * Confined to the benchmark's thread.
 */
final class RisingLoad {

  static final double LIMIT_MILLIS = 250;
  private static final double MIN_SHARE = 0.95;
  private static final int MAX_STEPS = 40;
  private static final int WARMUP_SECONDS = 3;
  private static final int MAX_STEP_SECONDS = 10;

  private final Bench bench;

  RisingLoad(Bench bench) {
    this.bench = bench;
  }

  void measure() throws IOException, InterruptedException {
    for (ServerProcess.Target target : bench.targets()) {
      bench.say("%n%s", target);
      Path folder = bench.folder("rising-" + target.name().toLowerCase(Locale.ROOT));
      try (ServerProcess server = ServerProcess.start(target, bench.options, folder);
          var generator = new GeneratorProcess(server, bench.options, folder)) {
        BenchmarkOptions options = bench.options;
        generator.open("s", options.sessions(), options.users(), options.senders(), options);
        double best = climb(generator, options.users() - (target == ServerProcess.Target.RELAY ? 1 : 0));
        bench.say("%s highest sustained: %,.0f deliveries/s", target, best);
      }
    }
  }

  /** @param receivers how many receive each update */
  private double climb(GeneratorProcess generator, int receivers) throws IOException {
    BenchmarkOptions options = bench.options;
    double rate = options.rate();
    double best = 0;
    boolean failedOnce = false;
    for (int step = 0; step < MAX_STEPS; step++) {
      int warmup = step == 0 ? options.warmupSeconds() : WARMUP_SECONDS;
      var pace = new Schedule.Pace(rate, warmup, Math.min(MAX_STEP_SECONDS, options.seconds()));
      RunResult result = generator.run(pace, options);
      say(rate, result);
      if (kept(result, rate * options.sessions() * options.senders() * receivers)) {
        best = result.deliveriesPerSecond();
        rate *= options.step();
        failedOnce = false;
      } else if (failedOnce || !result.clean()) {
        return best;
      } else {
        // One slow step may be the machine's; a second one at the same rate is the server's.
        failedOnce = true;
      }
    }
    return best;
  }

  private static boolean kept(RunResult result, double due) {
    return result.clean() && result.p99Millis() <= LIMIT_MILLIS && result.deliveriesPerSecond() >= MIN_SHARE * due;
  }

  private void say(double rate, RunResult result) {
    bench.say("  %7.2f updates/s a sender: %,9.0f deliveries/s, p50 %.2f ms, p99 %.2f ms, %.2f ms CPU per 1,000 (%.0f %%; generator %.0f %%)%s",
        rate, result.deliveriesPerSecond(), result.figures().whole("p50") / 1000.0, result.p99Millis(),
        result.cpuPerThousand(), result.processorPercent("server"), result.processorPercent("generator"), result.clean() ? "" : ", WITH FAULTS");
    if (!result.clean()) {
      bench.print(result.lines("    "));
    }
  }
}
