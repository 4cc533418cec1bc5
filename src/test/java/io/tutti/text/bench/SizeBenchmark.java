package io.tutti.text.bench;

import io.tutti.text.Limits;
import io.tutti.text.LocalReplica;
import io.tutti.text.Operation;
import io.tutti.text.Snapshot;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@value #OPERATIONS} operations of another replica cost in a small and in a large document. The document was
 * typed in words at random places. {@code typing}: bursts of twenty letters, then somewhere else; {@code scattered}:
 * every letter somewhere else, which nobody does and caches hate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(value = 2, jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
public class SizeBenchmark {
  static final int OPERATIONS = 2_000;
  private static final Limits LIMITS = Limits.DEFAULT;

  /** Elements of the document. */
  @Param({"10000", "1000000"})
  public int elements;

  /** Where the operations go. */
  @Param({"typing", "scattered"})
  public String pattern = "";

  private byte[] snapshot = {};
  private Operation[] operations = {};
  private TextDocument document = new TextDocument(1, LIMITS);

  /** Types the document, and the operations on top of it. */
  @Setup
  public void type() {
    Random random = new Random(elements);
    TextDocument typed = new TextDocument(1, LIMITS);
    List<LocalReplica> people = List.of(new LocalReplica("ann", typed), new LocalReplica("bob", typed));
    while (typed.elements() < elements) {
      String word = "consectetur ".substring(0, 2 + random.nextInt(10));
      people.get(random.nextInt(2)).insert(random.nextInt(typed.length() + 1), word);
    }
    snapshot = Snapshot.encode(typed);
    int burst = pattern.equals("typing") ? 20 : 1;
    List<Operation> made = new ArrayList<>();
    while (made.size() < OPERATIONS) {
      int at = random.nextInt(typed.length() - burst);
      boolean deletes = random.nextInt(3) == 0;
      for (int letter = 0; letter < burst; letter++) {
        made.add(deletes ? people.get(0).delete(at, 1) : people.get(0).insert(at + letter, "x"));
      }
    }
    operations = made.toArray(Operation[]::new);
  }

  /** The document as it was before the operations. */
  @Setup(Level.Invocation)
  public void load() {
    document = Snapshot.decode(snapshot, LIMITS).match(loaded -> loaded, reason -> {
      throw new IllegalStateException(reason);
    });
  }

  /** Integrates the operations. */
  @Benchmark
  public TextDocument integrate() {
    for (Operation operation : operations) {
      document.integrate(operation);
    }
    return document;
  }
}
