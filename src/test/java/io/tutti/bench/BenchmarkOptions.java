package io.tutti.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one start of the benchmark was asked for; {@code docs/performance.md} explains each. Immutable. */
final class BenchmarkOptions {

  private static final Set<String> NAMES = Set.of(
      "shape", "target", "rounds", "sessions", "users", "senders", "rate", "moves", "batch", "step", "warmup", "seconds", "drain",
      "connect-rate", "load-threads", "seed", "server-opts", "relay-opts", "relay-buffers", "server-env", "war", "baseline", "work");

  private final Map<String, String> given = new HashMap<>();
  private final List<String> environment = new ArrayList<>();
  final Shape shape;

  private BenchmarkOptions(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!NAMES.contains(name) || i + 1 == args.length) {
        throw new IllegalArgumentException("Unknown option or option without a value: " + args[i] + ". Known: " + NAMES);
      }
      if (name.equals("server-env")) {
        environment.add(args[i + 1]);
      } else {
        given.put(name, args[i + 1]);
      }
    }
    shape = Shape.named(given.getOrDefault("shape", "standard"));
  }

  static BenchmarkOptions parse(String[] args) {
    return new BenchmarkOptions(args);
  }

  boolean relay() {
    return shape.talk.hasCounterpart() && !text("target", "both").equals("tutti");
  }

  boolean tutti() {
    return !text("target", "both").equals("relay");
  }

  int rounds() {
    return bounded("rounds", 1, 1, 50);
  }

  int sessions() {
    return bounded("sessions", shape.sessions, 1, 100_000);
  }

  int users() {
    return bounded("users", shape.users, 1, 10_000);
  }

  /** At most one per user, and {@link Room#MAX_SENDERS} where they move parameters. */
  int senders() {
    int most = shape.talk == Talk.UPDATES ? Math.min(users(), Room.MAX_SENDERS) : users();
    return bounded("senders", Math.min(shape.senders, users()), 0, most);
  }

  double rate() {
    return Double.parseDouble(text("rate", Double.toString(shape.rate)));
  }

  /** How often a second every user's cursor moves beside what is counted. */
  double moves() {
    return Double.parseDouble(text("moves", Double.toString(shape.moves)));
  }

  /** Whether the clients ask for many cursors in one message, as Tutti's own client does. */
  boolean batch() {
    return Boolean.parseBoolean(text("batch", "true"));
  }

  /** The factor between two steps of the rising shape. */
  double step() {
    return Math.max(1.01, Double.parseDouble(text("step", "1.25")));
  }

  int warmupSeconds() {
    return bounded("warmup", 20, 0, 600);
  }

  int seconds() {
    return bounded("seconds", 30, 1, 1_800);
  }

  int drainSeconds() {
    return bounded("drain", 15, 1, 300);
  }

  double connectRate() {
    return Math.max(1, Double.parseDouble(text("connect-rate", "90")));
  }

  int loadThreads() {
    return bounded("load-threads", 1, 1, 2);
  }

  int seed() {
    return bounded("seed", 1, 0, Integer.MAX_VALUE);
  }

  List<String> serverOptions() {
    return words(text("server-opts", ""));
  }

  /** The relay gets the server's JVM options unless it is given its own. */
  List<String> relayOptions() {
    return words(text("relay-opts", text("server-opts", "")));
  }

  String relayBuffers() {
    return text("relay-buffers", "default");
  }

  /** {@code NAME=value} pairs for the server's environment. */
  List<String> serverEnvironment() {
    return List.copyOf(environment);
  }

  Path war() {
    return Path.of(text("war", "target/tutti.war")).toAbsolutePath();
  }

  /** Whether another build is measured in the same run, to be compared with. */
  boolean hasBaseline() {
    return given.containsKey("baseline");
  }

  /** That other build. */
  Path baseline() {
    return Path.of(text("baseline", "")).toAbsolutePath();
  }

  /** Where logs and data go; must be on a real disk, for the journal's cost is part of the measurement. */
  Path work() {
    return Path.of(text("work", "target/bench")).toAbsolutePath();
  }

  private String text(String name, String otherwise) {
    @Nullable String value = given.get(name);
    return value == null ? otherwise : value;
  }

  private int bounded(String name, int otherwise, int min, int max) {
    int value = Integer.parseInt(text(name, Integer.toString(otherwise)));
    if (value < min || value > max) {
      throw new IllegalArgumentException("--" + name + " is " + value + ", not within " + min + " to " + max);
    }
    return value;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
