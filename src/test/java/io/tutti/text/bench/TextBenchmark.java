package io.tutti.text.bench;

import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Limits;
import io.tutti.text.LocalReplica;
import io.tutti.text.Operation;
import io.tutti.text.Snapshot;
import io.tutti.text.Span;
import io.tutti.text.TextDocument;
import io.tutti.text.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What whole recorded sessions cost, one operation after the other. Run {@link #main} on the test class path; each
 * measured call is a fresh document.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 8, time = 2)
@Fork(value = 2, jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class TextBenchmark {
  private Operation[] paper = {};
  private Operation[] friends = {};
  private Trace.Patch[] patches = {};
  private byte[] snapshot = {};

  /** Reads the traces and makes their operations. */
  @Setup
  public void read() {
    Trace trace = Trace.read("automerge-paper");
    patches = trace.patches().toArray(Trace.Patch[]::new);
    LocalReplica typist = new LocalReplica("3f6c1a52-77e0-4b1c-9d53-0c4b4a1f9e11", empty());
    paper = trace.typed(typist).stream().map(TextBenchmark::asReceived).toArray(Operation[]::new);
    friends = Trace.read("friendsforever").typedTogether().stream()
        .map(TextBenchmark::asReceived).toArray(Operation[]::new);
    snapshot = Snapshot.encode(typist.document());
  }

  private static TextDocument empty() {
    return new TextDocument(1, Limits.DEFAULT);
  }

  /** The operation with strings of its own, as a decoder makes them: nothing is the same object by chance. */
  private static Operation asReceived(Operation operation) {
    return operation.match(
        insert -> new Insert(insert.text(), copy(insert.id()), copy(insert.after())),
        delete -> new Delete(delete.spans().stream().map(span ->
            new Span(span.lamport(), new String(span.replica()), span.count())).toList()));
  }

  private static ElementId copy(ElementId id) {
    return new ElementId(id.lamport(), new String(id.replica()));
  }

  private static TextDocument integrate(Operation[] operations) {
    TextDocument document = empty();
    for (Operation operation : operations) {
      document.integrate(operation);
    }
    return document;
  }

  /** automerge-paper: 259,778 edits of another replica. */
  @Benchmark
  public TextDocument paperRemote() {
    return integrate(paper);
  }

  /** automerge-paper: 259,778 edits by index, each with the operation to send. */
  @Benchmark
  public TextDocument paperLocal() {
    LocalReplica typist = new LocalReplica("3f6c1a52-77e0-4b1c-9d53-0c4b4a1f9e11", empty());
    for (Trace.Patch patch : patches) {
      if (patch.removed() > 0) {
        typist.delete(patch.index(), patch.removed());
      } else {
        typist.insert(patch.index(), patch.inserted());
      }
    }
    return typist.document();
  }

  /** friendsforever: 26,078 edits of two people at once. */
  @Benchmark
  public TextDocument friendsMerge() {
    return integrate(friends);
  }

  /** automerge-paper: from the bytes of a snapshot to the text. */
  @Benchmark
  public String paperDecode() {
    return Snapshot.decode(snapshot, Limits.DEFAULT).match(TextDocument::text, reason -> reason);
  }

  /** automerge-paper: from the document to the bytes of a snapshot. */
  @Benchmark
  public byte[] paperEncode(Whole whole) {
    return Snapshot.encode(whole.document);
  }

  /** A document that is there already. */
  @State(Scope.Thread)
  public static class Whole {
    private TextDocument document = empty();

    /** Types it. */
    @Setup
    public void type() {
      LocalReplica typist = new LocalReplica("typist", document);
      Trace.read("automerge-paper").typed(typist);
    }
  }

  /** Runs all benchmarks of this package whose names contain the first argument, if there is one. */
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length == 0 ? "" : arguments[0];
    var results = new Runner(
        new OptionsBuilder().include("io.tutti.text.bench.*" + what + ".*").build()).run();
    System.out.printf("%n%-70s %9s %9s %9s%n", "", "min", "median", "unit");
    results.forEach(result -> {
      var statistics = result.getPrimaryResult().getStatistics();
      String name = result.getParams().id().replaceAll("io.tutti.text.bench.|-SampleTime", "");
      System.out.printf("%-70s %9.3f %9.3f %9s%n", name,
          statistics.getMin(), statistics.getPercentile(50), result.getPrimaryResult().getScoreUnit());
    });
  }
}
