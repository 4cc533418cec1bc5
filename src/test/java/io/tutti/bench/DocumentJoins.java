package io.tutti.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What it costs to open a document of 100,000 characters that was written in 20,000 places, in a session that is in memory: in
 * a quiet server, and while 100 other sessions type. Tutti alone: the relay has no documents. Confined to the benchmark's thread.
 */
final class DocumentJoins {

  private static final int EDITS = 200;
  private static final int PIECES_OF_AN_EDIT = 100;
  private static final int PIECE = 6;
  private static final int WARMUP_JOINS = 200;
  private static final int WARMUP_OPENINGS = 1_000;
  private static final int JOINS = 200;
  private static final String OPEN = "{\"type\":\"doc:open\",\"payload\":{\"doc\":\"main\"}}";
  private static final long LOADED_PAUSE_MILLIS = 400;

  private final Bench bench;

  DocumentJoins(Bench bench) {
    this.bench = bench;
  }

  void measure() throws IOException, InterruptedException {
    Path folder = bench.folder("join");
    try (ServerProcess server = ServerProcess.start(ServerProcess.Target.TUTTI, bench.options, folder);
        var generator = new GeneratorProcess(server, bench.options, folder)) {
      var door = new Door(server.port);
      write(door);
      warm(door);
      quiet(door, new ProcessAccount(server.pid()));
      loaded(door, generator);
    }
  }

  private void warm(Door door) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARMUP_JOINS; i++) {
      millis.add(join(door, "w" + i));
    }
    bench.say("  the first %d openings     first %.1f ms, median %.1f ms", WARMUP_JOINS, millis.get(0), Bench.median(millis));
    try (var visit = new Visit(door, "long", "again")) {
      for (int i = 0; i < WARMUP_OPENINGS; i++) {
        open(visit);
      }
    }
  }

  /** Pieces of six characters, each after a random earlier one, of each of which one character is deleted. */
  private void write(Door door) throws IOException, InterruptedException {
    var chance = new SplittableRandom(bench.options.seed());
    try (var writer = new Visit(door, "long", "writer")) {
      for (int edit = 0; edit < EDITS; edit++) {
        writer.ask("{\"type\":\"doc:edit\",\"payload\":{\"doc\":\"main\",\"epoch\":1,\"ops\":[" + operations(edit, chance) + "]}}", "ack");
      }
    }
  }

  private static String operations(int edit, SplittableRandom chance) {
    var operations = new StringBuilder();
    for (int i = 0; i < PIECES_OF_AN_EDIT; i++) {
      int piece = edit * PIECES_OF_AN_EDIT + i;
      long first = (long) piece * PIECE + 1;
      String after = piece == 0 ? "0,\"root\"" : chance.nextInt(piece) * (long) PIECE + 1 + chance.nextInt(PIECE) + ",\"writer\"";
      operations.append(i == 0 ? "" : ",").append("{\"ins\":\"words \",\"id\":[").append(first).append(",\"writer\"],\"after\":[")
          .append(after).append("]},{\"del\":[[").append(first + chance.nextInt(PIECE)).append(",\"writer\",1]]}");
    }
    return operations.toString();
  }

  /** Joins and opens; how many milliseconds there are from asking for the document to its last byte. */
  private static double join(Door door, String client) throws IOException, InterruptedException {
    try (var visit = new Visit(door, "long", client)) {
      return open(visit);
    }
  }

  private static double open(Visit visit) throws IOException {
    long began = System.nanoTime();
    return (visit.ask(OPEN, "doc:state").nanos() - began) / 1e6;
  }

  /** All are there before the first opens, and stay until the last has: nobody's coming or leaving is stored meanwhile. */
  private void quiet(Door door, ProcessAccount account) throws IOException, InterruptedException {
    List<Visit> visits = new ArrayList<>();
    try {
      long before = account.cpuMillis();
      for (int i = 0; i < JOINS; i++) {
        visits.add(new Visit(door, "long", "q" + i));
      }
      double joining = (account.cpuMillis() - before) / (double) JOINS;
      List<Double> millis = new ArrayList<>();
      before = account.cpuMillis();
      for (Visit visit : visits) {
        millis.add(open(visit));
      }
      double opening = (account.cpuMillis() - before) / (double) JOINS;
      say("a quiet server", millis);
      bench.say("  CPU of one opening        %.2f ms, for a state of %,d bytes; of a connection with its auth before it %.2f ms", opening,
          visits.get(0).ask(OPEN, "doc:state").length(), joining);
    } finally {
      for (Visit visit : visits) {
        visit.close();
      }
    }
  }

  private void loaded(Door door, GeneratorProcess generator) throws IOException, InterruptedException {
    BenchmarkOptions options = bench.options;
    Shape others = Shape.DOCUMENTS;
    generator.open("s", others.sessions, others.users, others.senders, options);
    var pace = new Schedule.Pace(others.rate, options.warmupSeconds(), options.seconds());
    CompletableFuture<RunResult> load = CompletableFuture.supplyAsync(() -> run(generator, pace));
    Thread.sleep(options.warmupSeconds() * 1_000L);
    List<Double> millis = new ArrayList<>();
    for (long end = System.nanoTime() + options.seconds() * 1_000_000_000L; System.nanoTime() < end;) {
      millis.add(join(door, "l" + millis.size()));
      Thread.sleep(LOADED_PAUSE_MILLIS);
    }
    say("a server with 100 sessions that type", millis);
    bench.print(load.join().lines("  "));
  }

  private RunResult run(GeneratorProcess generator, Schedule.Pace pace) {
    try {
      return generator.run(pace, bench.options);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void say(String where, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    bench.say("  opening in %s: median %.1f ms, p90 %.1f, max %.1f of %d", where, Bench.median(sorted),
        sorted.get(sorted.size() * 9 / 10), sorted.get(sorted.size() - 1), sorted.size());
  }
}
