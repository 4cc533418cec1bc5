package io.tutti.documents;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.Verdict;
import io.tutti.text.Insert;
import io.tutti.text.Integration;
import io.tutti.text.Limits;
import io.tutti.text.Operation;
import io.tutti.text.TextDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Somebody who writes in the main document: edits show at once, go out in batches, some twice, and news come late. When the
 * epoch is over, the document is opened again, and what the log has not is done anew. Only {@code #} is ever deleted.
 */
final class Writer {
  private static final int BATCH = 5;

  private final String name;
  private final Shelf shelf;
  private final Random random;
  private TextDocument document = new TextDocument(1, Limits.DEFAULT);
  private long docSeq;
  private final List<Operation> unsent = new ArrayList<>();

  Writer(String name, Shelf shelf, Random random) {
    this.name = name;
    this.shelf = shelf;
    this.random = random;
  }

  void type(String text) {
    perform(document.insertion(name, random.nextInt(document.length() + 1), text));
  }

  /** Deletes a {@code #}, if there is one. */
  void delete() {
    int index = document.text().indexOf('#');
    if (index >= 0) {
      perform(document.deletion(index, 1));
    }
  }

  private void perform(Operation operation) {
    integrate(operation);
    unsent.add(operation);
  }

  private void integrate(Operation operation) {
    if (document.integrate(operation) instanceof Integration.Refused refused) {
      throw new AssertionError(refused.toString());
    }
  }

  /** Sends the oldest of what is unsent; not every answer arrives. */
  void send() {
    if (unsent.isEmpty()) {
      return;
    }
    List<Operation> batch = List.copyOf(unsent.subList(0, Math.min(BATCH, unsent.size())));
    var verdict = shelf.give(new DocumentCommand.Edit("main", document.epoch(), batch, random.nextInt(9) == 0));
    if (verdict instanceof Verdict.Refused<DocumentEvent> refused) {
      Shelf.refused(ErrorCode.STALE_EPOCH, refused);
      openAgain();
    } else if (random.nextInt(4) > 0) {
      unsent.removeAll(batch);
    }
  }

  /** Hears of some of what is new in this epoch, and maybe of something old again. */
  void hear() {
    long until = docSeq + random.nextInt(8);
    long from = docSeq - random.nextInt(2);
    for (DocumentEvent event : shelf.log) {
      if (event.epoch() == document.epoch() && event.docSeq() > from && event.docSeq() <= until
          && event instanceof DocumentEvent.Edited edited) {
        edited.operations().forEach(this::integrate);
        docSeq = Math.max(docSeq, event.docSeq());
      }
    }
  }

  private void openAgain() {
    for (DocumentEvent event : shelf.log) {
      if (event.epoch() == document.epoch() && event instanceof DocumentEvent.Edited edited) {
        unsent.removeAll(edited.operations());
      }
    }
    open();
    List<Operation> lost = List.copyOf(unsent);
    unsent.clear();
    for (Operation operation : lost) {
      if (operation instanceof Insert insert) {
        type(insert.text());
      }
    }
  }

  private void open() {
    Opening opening = shelf.documents.opening("main");
    DocumentView view = opening.view();
    document = TextDocument.ofRuns(view.epoch(), view.runs(), view.text(), Limits.DEFAULT)
        .match(whole -> whole, reason -> {
          throw new AssertionError(reason);
        });
    docSeq = view.docSeq();
    for (DocumentEvent.Edited event : opening.since()) {
      event.operations().forEach(this::integrate);
      docSeq = event.docSeq();
    }
  }

  /** Everything is sent, and everything is heard. */
  void finish() {
    while (!unsent.isEmpty()) {
      send();
    }
    if (document.epoch() != shelf.documents.view("main").epoch()) {
      openAgain();
    }
    for (DocumentEvent event : shelf.log) {
      if (event.epoch() == document.epoch() && event instanceof DocumentEvent.Edited edited) {
        edited.operations().forEach(this::integrate);
      }
    }
  }

  TextDocument document() {
    return document;
  }
}
