package io.tutti.documents.bench;

import io.tutti.documents.DocumentCommand;
import io.tutti.documents.DocumentEvent;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.documents.Documents;
import io.tutti.identity.Verdict;
import io.tutti.text.Limits;
import io.tutti.text.LocalReplica;
import io.tutti.text.Operation;
import io.tutti.text.TextDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What an edit of a small and of a large document costs, decided and applied: {@code batch} operations in each. The document
 * was typed in words at random places; the edits are bursts of twenty letters, or deletions of twenty, somewhere each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
public class DocumentsBenchmark {
  private static final int OPERATIONS = 4_000;
  private static final int BURST = 20;

  /** Elements of the document. */
  @Param({"10000", "1000000"})
  public int elements;

  /** Operations of one edit. */
  @Param({"1", "20"})
  public int batch;

  private List<DocumentSnapshot> snapshots = List.of();
  private final List<DocumentCommand> edits = new ArrayList<>();
  private Documents documents = Documents.empty();

  /** Types the document, and the edits on top of it. */
  @Setup
  public void type() {
    Random random = new Random(elements);
    TextDocument typed = new TextDocument(1, Limits.DEFAULT);
    List<LocalReplica> people = List.of(new LocalReplica("ann", typed), new LocalReplica("bob", typed));
    List<Operation> operations = new ArrayList<>();
    while (typed.elements() < elements) {
      String word = "consectetur ".substring(0, 2 + random.nextInt(10));
      operations.add(people.get(random.nextInt(2)).insert(random.nextInt(typed.length() + 1), word));
    }
    Documents written = Documents.empty();
    edits(operations, 1_000).forEach(edit -> perform(written, edit));
    snapshots = written.snapshots();
    operations.clear();
    while (operations.size() < OPERATIONS) {
      int at = random.nextInt(typed.length() - BURST);
      boolean deletes = random.nextInt(3) == 0;
      for (int letter = 0; letter < BURST; letter++) {
        operations.add(deletes ? people.get(0).delete(at, 1) : people.get(0).insert(at + letter, "x"));
      }
    }
    edits.addAll(edits(operations, batch));
  }

  private static List<DocumentCommand> edits(List<Operation> operations, int batch) {
    List<DocumentCommand> edits = new ArrayList<>();
    for (int at = 0; at < operations.size(); at += batch) {
      List<Operation> some = operations.subList(at, Math.min(operations.size(), at + batch));
      edits.add(new DocumentCommand.Edit("main", 1, some, false));
    }
    return edits;
  }

  private static void perform(Documents documents, DocumentCommand edit) {
    if (documents.decide(edit) instanceof Verdict.Accepted<DocumentEvent> accepted) {
      accepted.events().forEach(event -> documents.apply(event, 1));
    } else {
      throw new IllegalStateException("not taken");
    }
  }

  /** The document as it was before the edits. */
  @Setup(Level.Invocation)
  public void load() {
    documents = Documents.restored(snapshots);
  }

  /** One operation of an edit. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public Documents edit() {
    for (DocumentCommand edit : edits) {
      perform(documents, edit);
    }
    return documents;
  }

  /** Runs the benchmarks of this package whose names contain the first argument, if there is one. */
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length == 0 ? "" : arguments[0];
    new Runner(new OptionsBuilder().include("io.tutti.documents.bench.*" + what + ".*").build()).run();
  }
}
