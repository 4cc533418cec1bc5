package io.tutti.edge.wal;

import io.tutti.session.Entry;
import io.tutti.session.Journal.Batch;
import java.util.ArrayList;
import java.util.List;

/** Batches cut into portions of a bounded number of entries. Immutable. */
final class Chunks {

  private Chunks() {}

  /** The same entries in the same order, in portions of at most {@code maxEntries}; a batch may be cut in two. */
  static List<List<Batch>> of(List<Batch> batches, int maxEntries) {
    List<List<Batch>> chunks = new ArrayList<>();
    List<Batch> chunk = new ArrayList<>();
    int room = maxEntries;
    for (Batch batch : batches) {
      List<Entry> rest = batch.entries();
      while (!rest.isEmpty()) {
        int count = Math.min(room, rest.size());
        chunk.add(count == batch.entries().size() ? batch : new Batch(batch.session(), rest.subList(0, count)));
        rest = rest.subList(count, rest.size());
        room -= count;
        if (room == 0) {
          chunks.add(chunk);
          chunk = new ArrayList<>();
          room = maxEntries;
        }
      }
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
