package io.tutti.documents.bench;

import io.tutti.documents.DocumentCommand;
import io.tutti.documents.DocumentEvent;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.documents.Documents;
import io.tutti.documents.Opening;
import io.tutti.edge.json.DocumentEventJson;
import io.tutti.edge.json.DocumentJson;
import io.tutti.edge.json.JsonText;
import io.tutti.identity.Verdict;
import io.tutti.text.Limits;
import io.tutti.text.LocalReplica;
import io.tutti.text.Operation;
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

/**
 * What it costs to make the text that somebody is sent who opens automerge-paper (104,852 characters, 259,778 edits): where
 * nobody types, where others typed 100 edits since the last who opened it, and where it has to be rendered anew.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class OpeningBenchmark {
  private static final int EVENTS = 100;
  private static final int BATCH = 1_000;

  private final Documents documents = Documents.empty();
  private final Documents busy = Documents.empty();
  private List<DocumentSnapshot> snapshots = List.of();
  /** An edit that changes nothing. */
  private List<Operation> again = List.of();

  /** Types it. */
  @Setup
  public void type() {
    LocalReplica typist = new LocalReplica("3f6c1a52-77e0-4b1c-9d53-0c4b4a1f9e11", new TextDocument(1, Limits.DEFAULT));
    List<Operation> operations = Trace.read("automerge-paper").typed(typist);
    int quiet = operations.size() - EVENTS;
    for (int at = 0; at < quiet; at += BATCH) {
      List<Operation> some = operations.subList(at, Math.min(quiet, at + BATCH));
      perform(documents, some, false);
      perform(busy, some, false);
    }
    busy.opening("main");
    operations.subList(quiet, operations.size()).forEach(operation -> perform(busy, List.of(operation), false));
    again = operations.subList(0, 1);
    snapshots = documents.snapshots();
    System.out.println("characters: " + DocumentJson.members(documents.view("main")).length()
        + " in JSON; runs: " + documents.view("main").runs().size());
  }

  private static void perform(Documents documents, List<Operation> operations, boolean always) {
    var edit = new DocumentCommand.Edit("main", 1, operations, always);
    if (documents.decide(edit) instanceof Verdict.Accepted<DocumentEvent> accepted) {
      accepted.events().forEach(event -> documents.apply(event, 1));
    }
  }

  private static int length(Opening opening) {
    int length = DocumentJson.members(opening.view()).length();
    for (DocumentEvent.Edited event : opening.since()) {
      length += JsonText.write(generator -> {
        generator.writeStartObject();
        DocumentEventJson.payload(generator, event, null, null);
        generator.writeEnd();
      }).length();
    }
    return length;
  }

  /** Nobody types. */
  @Benchmark
  public int quiet() {
    return length(documents.opening("main"));
  }

  /** Others typed 100 edits since. */
  @Benchmark
  public int busy() {
    return length(busy.opening("main"));
  }

  /** The first one after a start: loading, the view and its JSON. */
  @Benchmark
  public int loaded() {
    return length(Documents.restored(snapshots).opening("main"));
  }

  /** The view and its JSON are made anew, as after every 256 edits. */
  @Benchmark
  public int rendered() {
    perform(documents, again, true);
    return DocumentJson.members(documents.view("main")).length();
  }
}
