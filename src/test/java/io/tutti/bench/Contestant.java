package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One server under the steady load, with its own generator and what they have measured so far. Confined to
 * the benchmark's thread.
 */
final class Contestant implements AutoCloseable {

  final ServerProcess.Target target;
  private final Bench bench;
  private final ServerProcess server;
  private final GeneratorProcess generator;
  private final Footprint empty;
  private final int connections;
  private final List<RunResult> results = new ArrayList<>();

  private Contestant(Bench bench, ServerProcess server, GeneratorProcess generator, Footprint empty) throws IOException {
    BenchmarkOptions options = bench.options;
    this.target = server.target;
    this.bench = bench;
    this.server = server;
    this.generator = generator;
    this.empty = empty;
    Figures opened = generator.open("s", options.sessions(), options.users(), options.senders(), options);
    this.connections = opened.count("connections");
    bench.say("  joined      %d users in %d ms (paced)", connections, opened.whole("millis"));
  }

  /** Starts the server, reads what it holds when empty, and joins every user. */
  static Contestant start(Bench bench, ServerProcess.Target target) throws IOException, InterruptedException {
    bench.say("%n%s", target);
    Path folder = bench.folder(target.name().toLowerCase(Locale.ROOT));
    ServerProcess server = ServerProcess.start(target, bench.options, folder);
    try {
      bench.say("  start       %.0f ms to the first answer of /health", server.startMillis);
      Footprint empty = Footprint.of(server.pid());
      bench.say("  empty       %s", empty);
      var generator = new GeneratorProcess(server, bench.options, folder);
      try {
        return new Contestant(bench, server, generator, empty);
      } catch (IOException | RuntimeException e) {
        generator.close();
        throw e;
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  RunResult run(Schedule.Pace pace) throws IOException {
    RunResult result = generator.run(pace, bench.options);
    results.add(result);
    bench.say("  %s", target);
    bench.print(result.lines("  "));
    if (bench.options.shape.talk.coalesces()) {
      bench.print(result.presenceLine("  "));
    }
    return result;
  }

  /** Says what it holds with every user joined and after all its load. */
  void weigh() throws IOException, InterruptedException {
    Footprint loaded = Footprint.of(server.pid());
    bench.say("%s loaded %s", target, loaded);
    bench.say("  per session    %s", loaded.perOne(empty, bench.options.sessions()));
    bench.say("  per connection %s", loaded.perOne(empty, connections));
  }

  /** What it costs for each delivery by what {@code other} costs, round by round. */
  List<Double> ratiosTo(Contestant other) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < results.size(); round++) {
      ratios.add(results.get(round).cpuPerThousand() / other.results.get(round).cpuPerThousand());
    }
    return ratios;
  }

  void summary() {
    bench.say("%-6s median of %d: %.2f ms CPU per 1,000 deliveries, %,.0f deliveries/s, p99 %.2f ms; %s", target, results.size(),
        Bench.median(results.stream().map(RunResult::cpuPerThousand).toList()),
        Bench.median(results.stream().map(RunResult::deliveriesPerSecond).toList()),
        Bench.median(results.stream().map(RunResult::p99Millis).toList()),
        results.stream().allMatch(RunResult::clean) ? "nothing lost, repeated or out of order" : "WITH FAULTS, see above");
  }

  @Override
  public void close() {
    generator.close();
    server.close();
  }
}
