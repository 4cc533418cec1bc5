package io.tutti.text.bench;

import io.tutti.text.Limits;
import io.tutti.text.LocalReplica;
import io.tutti.text.Operation;
import io.tutti.text.Snapshot;
import io.tutti.text.TextDocument;
import io.tutti.text.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Prints how many bytes automerge-paper takes: as a snapshot, as a document loaded from it, as one just typed. */
public final class Footprint {
  private static final int COPIES = 100;
  private static final Object[] HELD = new Object[COPIES];

  private Footprint() {}

  /** Run with -XX:+UseSerialGC and 1 GB of memory. */
  public static void main(String[] arguments) {
    TextDocument typed = new TextDocument(1, Limits.DEFAULT);
    List<Operation> operations = Trace.read("automerge-paper").typed(new LocalReplica("typist", typed));
    byte[] snapshot = Snapshot.encode(typed);
    System.out.println("snapshot: " + snapshot.length + " bytes");
    System.out.println("loaded: " + each(() -> Snapshot.decode(snapshot, Limits.DEFAULT)) + " bytes");
    System.out.println("empty: " + each(() -> new TextDocument(1, Limits.DEFAULT)) + " bytes");
    System.out.println("typed: " + each(() -> {
      TextDocument document = new TextDocument(1, Limits.DEFAULT);
      operations.forEach(document::integrate);
      return document;
    }) + " bytes");
  }

  private static long each(Supplier<Object> maker) {
    for (int warm = 0; warm < COPIES; warm++) {
      maker.get();
    }
    long before = used();
    for (int copy = 0; copy < COPIES; copy++) {
      HELD[copy] = maker.get();
    }
    long each = (used() - before) / COPIES;
    Arrays.fill(HELD, null);
    return each;
  }

  private static long used() {
    for (int again = 0; again < 4; again++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
