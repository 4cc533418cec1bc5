package io.tutti.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the shapes share: the options, the folder of one start, the printed report. Confined to the
 * benchmark's thread.
 */
final class Bench {

  final BenchmarkOptions options;
  private final PrintStream out;

  Bench(BenchmarkOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  void print(String text) {
    out.print(text);
    out.flush();
  }

  /** An empty folder for one server's logs and data. */
  Path folder(String name) throws IOException {
    Path folder = options.work().resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  List<ServerProcess.Target> targets() {
    return Stream.of(ServerProcess.Target.values())
        .filter(target -> switch (target) {
          case RELAY -> options.relay();
          case BASELINE -> options.hasBaseline();
          case TUTTI -> options.tutti();
        })
        .toList();
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
