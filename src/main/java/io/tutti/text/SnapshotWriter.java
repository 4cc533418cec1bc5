package io.tutti.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one {@link Snapshot}. Confined to one writing. */
final class SnapshotWriter {
  private final TextDocument document;
  private final ByteSink sink = new ByteSink();

  SnapshotWriter(TextDocument document) {
    this.document = document;
  }

  byte[] bytes() {
    sink.octet(Snapshot.VERSION);
    sink.number(document.epoch());
    Map<String, Integer> numbers = replicas();
    List<Run> runs = document.runs();
    chains(Chain.of(runs), numbers);
    sink.text(document.text());
    stretches(runs);
    waiting();
    return sink.sealed();
  }

  private Map<String, Integer> replicas() {
    var replicas = document.contents().replicas.all();
    Map<String, Integer> numbers = new HashMap<>();
    sink.number(replicas.size());
    for (Replica replica : replicas) {
      numbers.put(replica.name, numbers.size());
      sink.text(replica.name);
    }
    return numbers;
  }

  private void chains(List<Chain> chains, Map<String, Integer> numbers) {
    sink.number(chains.size());
    for (int at = 0; at < chains.size(); ) {
      String replica = chains.get(at).replica();
      int end = at + 1;
      while (end < chains.size() && chains.get(end).replica().equals(replica)) {
        end++;
      }
      sink.number(numbers.getOrDefault(replica, 0));
      sink.number(end - at);
      at = end;
    }
    long before = 0;
    for (Chain chain : chains) {
      sink.signed(chain.lamport() - before);
      before = chain.lamport() + chain.count();
    }
    chains.forEach(chain -> sink.number(chain.count()));
  }

  private void stretches(List<Run> runs) {
    boolean deleted = false;
    long length = 0;
    for (Run run : runs) {
      if (run.deleted() != deleted) {
        sink.number(length);
        deleted = run.deleted();
        length = 0;
      }
      length += run.count();
    }
    sink.number(length);
  }

  private void waiting() {
    List<Span> ahead = document.integrator().deletedAhead.all();
    sink.number(ahead.size());
    for (Span span : ahead) {
      sink.text(span.replica());
      sink.number(span.lamport());
      sink.number(span.count());
    }
    List<Insert> inserts = document.integrator().waiting.all();
    sink.number(inserts.size());
    for (Insert insert : inserts) {
      sink.text(insert.text());
      sink.number(insert.id().lamport());
      sink.text(insert.id().replica());
      sink.number(insert.after().lamport());
      sink.text(insert.after().replica());
    }
  }
}
