package io.tutti.edge.wal;

import io.tutti.session.Journal;
import io.tutti.session.Journal.Batch;
import io.tutti.session.JournalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives entries to the journal behind, so that what it refuses of one session keeps no other session's entries back.
 * Thread-safe: holds nothing.
 */
final class Delivery {

  private final Journal inner;
  private final Reconciliation reconciliation;
  private final int chunkEntries;

  /** @param chunkEntries entries in one call, at most */
  Delivery(Journal inner, int chunkEntries) {
    this.inner = inner;
    this.reconciliation = new Reconciliation(inner);
    this.chunkEntries = chunkEntries;
  }

  /** What the journal behind will not take, and why. */
  record Refusal(Batch batch, JournalFailure reason) {}

  /**
   * Delivers entries of which the journal behind has none yet, as far as is known.
   *
   * @param delivered is told of each batch, or each part of a larger one, that is stored or not needed
   * @return what was refused
   * @throws JournalFailure if the journal behind is broken
   */
  List<Refusal> deliver(List<Batch> batches, Consumer<Batch> delivered) {
    List<Refusal> refused = new ArrayList<>();
    for (List<Batch> chunk : Chunks.of(batches, chunkEntries)) {
      try {
        inner.append(chunk);
        chunk.forEach(delivered);
      } catch (JournalFailure e) {
        requireData(e);
        // Also a commit of which only the answer was lost looks like a refusal.
        chunk.forEach(batch -> deliverAlone(batch, delivered, refused));
      }
    }
    return refused;
  }

  /**
   * Delivers what is missing of entries of which the journal behind may have some.
   *
   * @return what was refused, or does not go on where the journal behind ends
   * @throws JournalFailure if the journal behind is broken
   */
  List<Refusal> deliverMissing(List<Batch> batches, Consumer<Batch> delivered) {
    List<Refusal> refused = new ArrayList<>();
    List<Batch> missing = new ArrayList<>();
    for (Batch batch : batches) {
      try {
        Batch rest = reconciliation.missing(batch);
        if (rest != null) {
          missing.add(rest);
        }
      } catch (JournalFailure e) {
        requireData(e);
        refused.add(new Refusal(batch, e));
      }
    }
    refused.addAll(deliver(missing, delivered));
    return refused;
  }

  private void deliverAlone(Batch batch, Consumer<Batch> delivered, List<Refusal> refused) {
    try {
      Batch missing = reconciliation.missing(batch);
      if (missing != null) {
        inner.append(List.of(missing));
      }
      delivered.accept(batch);
    } catch (JournalFailure e) {
      requireData(e);
      refused.add(new Refusal(batch, e));
    }
  }

  private static void requireData(JournalFailure failure) {
    if (!failure.isData()) {
      throw failure;
    }
  }
}
