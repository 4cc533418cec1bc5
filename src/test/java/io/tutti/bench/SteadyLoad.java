package io.tutti.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shapes of one constant rate. All servers are up with all their users joined, and take the load in turns, round by round: so
 * what else the machine does falls on all of them, and the ratios of each round are of neighbouring windows. Confined to the
 * benchmark's thread.
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
      rounds();
      bench.say("");
      for (Contestant contestant : contestants) {
        contestant.weigh();
      }
      bench.say("");
      contestants.forEach(Contestant::summary);
      for (Contestant other : contestants.subList(0, contestants.size() - 1)) {
        List<Double> ratios = contestants.get(contestants.size() - 1).ratiosTo(other);
        bench.say("CPU per delivery, Tutti : %s   median %.2f of %s", other.target.name().toLowerCase(Locale.ROOT),
            Bench.median(ratios), ratios.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList());
      }
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  /** Every round gives each its turn. */
  private void rounds() throws IOException {
    BenchmarkOptions options = bench.options;
    for (int round = 1; round <= options.rounds(); round++) {
      bench.say("%nround %d", round);
      int warmup = round == 1 ? options.warmupSeconds() : Math.min(LATER_WARMUP_SECONDS, options.warmupSeconds());
      var pace = new Schedule.Pace(options.rate(), warmup, options.seconds());
      for (Contestant contestant : contestants) {
        contestant.run(pace);
      }
    }
  }
}
