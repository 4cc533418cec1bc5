package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The shapes of one constant rate: relay and Tutti after each other under the same load, as often as there
 * are rounds, and the median of their ratios. Confined to the benchmark's thread.
 */
final class SteadyLoad {

  /** What one server did in one round. */
  private record Outcome(double startMillis, RunResult result, Footprint loaded) {}

  private final Bench bench;

  SteadyLoad(Bench bench) {
    this.bench = bench;
  }

  void measure() throws IOException, InterruptedException {
    Map<ServerProcess.Target, List<Outcome>> outcomes = new EnumMap<>(ServerProcess.Target.class);
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= bench.options.rounds(); round++) {
      Map<ServerProcess.Target, Outcome> these = new EnumMap<>(ServerProcess.Target.class);
      for (ServerProcess.Target target : bench.targets()) {
        bench.say("%nround %d, %s", round, target);
        these.put(target, round(target, round));
      }
      these.forEach((target, outcome) -> outcomes.computeIfAbsent(target, t -> new ArrayList<>()).add(outcome));
      if (these.size() == 2) {
        ratios.add(these.get(ServerProcess.Target.TUTTI).result().cpuPerThousand()
            / these.get(ServerProcess.Target.RELAY).result().cpuPerThousand());
      }
    }
    bench.say("");
    outcomes.forEach(this::summary);
    if (!ratios.isEmpty()) {
      bench.say("CPU per delivery, Tutti : relay   median %.2f of %s", Bench.median(ratios),
          ratios.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList());
    }
  }

  private Outcome round(ServerProcess.Target target, int round) throws IOException, InterruptedException {
    BenchmarkOptions options = bench.options;
    Path folder = bench.folder(target.name().toLowerCase(Locale.ROOT) + "-" + round);
    try (ServerProcess server = ServerProcess.start(target, options, folder)) {
      Footprint empty = Footprint.of(server.pid());
      bench.say("  start       %.0f ms to the first answer of /health", server.startMillis);
      bench.say("  empty       %s", empty);
      try (var generator = new GeneratorProcess(server, options, folder)) {
        Figures opened = generator.open("s", options.sessions(), options.users(), options.senders(), options);
        bench.say("  joined      %d users in %d ms (paced)", opened.count("connections"), opened.whole("millis"));
        RunResult result = generator.run(
            new Schedule.Pace(options.rate(), options.warmupSeconds(), options.seconds()), options);
        Footprint loaded = Footprint.of(server.pid());
        bench.print(result.lines("  "));
        bench.say("  loaded      %s", loaded);
        bench.say("              per session    %s", loaded.perOne(empty, options.sessions()));
        bench.say("              per connection %s", loaded.perOne(empty, opened.count("connections")));
        return new Outcome(server.startMillis, result, loaded);
      }
    }
  }

  private void summary(ServerProcess.Target target, List<Outcome> outcomes) {
    boolean clean = outcomes.stream().allMatch(o -> o.result().clean());
    bench.say("%-6s median of %d: %.2f ms CPU per 1,000 deliveries, %,.0f deliveries/s, p99 %.2f ms, %.1f MB resident, start %.0f ms, %s",
        target, outcomes.size(),
        Bench.median(outcomes.stream().map(o -> o.result().cpuPerThousand()).toList()),
        Bench.median(outcomes.stream().map(o -> o.result().deliveriesPerSecond()).toList()),
        Bench.median(outcomes.stream().map(o -> o.result().p99Millis()).toList()),
        Bench.median(outcomes.stream().map(o -> o.loaded().residentBytes() / 1e6).toList()),
        Bench.median(outcomes.stream().map(Outcome::startMillis).toList()),
        clean ? "nothing lost, repeated or out of order" : "WITH FAULTS, see above");
  }
}
