package io.tutti.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.Verdict;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.util.ArrayList;
import java.util.List;

/** A session's documents with their log: what is decided is logged, and then applied. The n-th event stands at n · 10. */
final class Shelf {
  final List<DocumentEvent> log = new ArrayList<>();
  Documents documents = Documents.empty();

  Verdict<DocumentEvent> give(DocumentCommand command) {
    Verdict<DocumentEvent> verdict = documents.decide(command);
    if (verdict instanceof Verdict.Accepted<DocumentEvent> accepted) {
      for (DocumentEvent event : accepted.events()) {
        log.add(event);
        documents.apply(event, 10L * log.size());
      }
    }
    return verdict;
  }

  Verdict<DocumentEvent> edit(String document, long epoch, Operation... operations) {
    return give(new DocumentCommand.Edit(document, epoch, List.of(operations), false));
  }

  /** Edits the main document in its epoch. */
  Verdict<DocumentEvent> edit(Operation... operations) {
    return edit(Documents.MAIN, documents.list().get(0).epoch(), operations);
  }

  Verdict<DocumentEvent> compact(String document) {
    return give(new DocumentCommand.Compact(document));
  }

  String text() {
    return documents.view(Documents.MAIN).text();
  }

  /** The documents that the log alone makes. */
  Documents replayed() {
    Documents replayed = Documents.empty();
    for (int at = 0; at < log.size(); at++) {
      replayed.apply(log.get(at), 10L * (at + 1));
    }
    return replayed;
  }

  /** From here on with what a snapshot kept. */
  void restart() {
    documents = Documents.restored(documents.snapshots());
  }

  static Verdict.Refused<DocumentEvent> refused(ErrorCode code, Verdict<DocumentEvent> verdict) {
    if (verdict instanceof Verdict.Refused<DocumentEvent> refused) {
      assertEquals(code, refused.code(), refused.message());
      return refused;
    }
    throw new AssertionError("not refused: " + verdict);
  }

  static void taken(int events, Verdict<DocumentEvent> verdict) {
    if (verdict instanceof Verdict.Accepted<DocumentEvent> accepted) {
      assertEquals(events, accepted.events().size());
    } else {
      throw new AssertionError("not taken: " + verdict);
    }
  }

  static ElementId id(long lamport, String replica) {
    return new ElementId(lamport, replica);
  }

  static Insert insert(String text, long lamport, String replica, ElementId after) {
    return new Insert(text, id(lamport, replica), after);
  }

  static Delete delete(long lamport, String replica, long count) {
    return new Delete(List.of(new Span(lamport, replica, count)));
  }
}
