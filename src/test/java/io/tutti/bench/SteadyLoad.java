package io.tutti.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shapes of one constant rate. Relay and Tutti are both up with all their users joined, and take the load
 * in turns, round by round: so what else the machine does falls on both, and the ratio of each round is of two
 * neighbouring windows. Confined to the benchmark's thread.
 */
final class SteadyLoad {

  /** From the second round on the servers are warm; the load only has to become steady. */
  private static final int LATER_WARMUP_SECONDS = 5;

  private final Bench bench;
  private final List<Contestant> contestants = new ArrayList<>();

  SteadyLoad(Bench bench) {
    this.bench = bench;
  }

  void measure() throws IOException, InterruptedException {
    try {
      for (ServerProcess.Target target : bench.targets()) {
        contestants.add(Contestant.start(bench, target));
      }
      List<Double> ratios = rounds();
      bench.say("");
      for (Contestant contestant : contestants) {
        contestant.weigh();
      }
      bench.say("");
      contestants.forEach(Contestant::summary);
      if (!ratios.isEmpty()) {
        bench.say("CPU per delivery, Tutti : relay   median %.2f of %s", Bench.median(ratios),
            ratios.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList());
      }
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  /** Every round gives each its turn; returns Tutti's cost by the relay's, where both take part. */
  private List<Double> rounds() throws IOException {
    BenchmarkOptions options = bench.options;
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      bench.say("%nround %d", round);
      int warmup = round == 1 ? options.warmupSeconds() : Math.min(LATER_WARMUP_SECONDS, options.warmupSeconds());
      var pace = new Schedule.Pace(options.rate(), warmup, options.seconds());
      List<Double> costs = new ArrayList<>();
      for (Contestant contestant : contestants) {
        costs.add(contestant.run(pace).cpuPerThousand());
      }
      if (costs.size() == 2) {
        // The order of Target: the relay is first.
        ratios.add(costs.get(1) / costs.get(0));
      }
    }
    return ratios;
  }
}
