package io.tutti.documents;

import static io.tutti.documents.Shelf.delete;
import static io.tutti.documents.Shelf.id;
import static io.tutti.documents.Shelf.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.text.ElementId;
import io.tutti.text.Limits;
import io.tutti.text.TextDocument;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpeningsTest {
  private final Shelf shelf = new Shelf();

  private void type(int lamport) {
    shelf.edit(insert("x", lamport, "ann", lamport == 1 ? ElementId.ROOT : id(lamport - 1, "ann")));
  }

  /** What a client has that was given the opening. */
  private static TextDocument opened(Opening opening) {
    DocumentView view = opening.view();
    TextDocument document = TextDocument.ofRuns(view.epoch(), view.runs(), view.text(), Limits.DEFAULT)
        .match(whole -> whole, reason -> {
          throw new AssertionError(reason);
        });
    opening.since().forEach(event -> event.operations().forEach(document::integrate));
    return document;
  }

  @Test
  @DisplayName("[DOC6] A view has the text and all runs, and stays the same object until the next change")
  void views() {
    shelf.edit(insert("hello", 1, "ann", ElementId.ROOT), delete(2, "ann", 1));
    DocumentView view = shelf.documents.view("main");

    assertSame(view, shelf.documents.view("main"));
    assertEquals("hllo", view.text());
    assertEquals(1, view.docSeq());
    assertEquals(5, view.runs().stream().mapToInt(run -> run.count()).sum());
    type(6);
    assertNotSame(view, shelf.documents.view("main"));
    assertEquals("hllo", view.text());
  }

  @Test
  @DisplayName("[DOC6] A view is rendered once in a dialect")
  void renderings() {
    AtomicInteger rendered = new AtomicInteger();
    DocumentView view = shelf.documents.view("main");
    for (String dialect : List.of("a", "a", "b", "b")) {
      assertEquals(dialect, view.rendering(dialect, same -> {
        rendered.incrementAndGet();
        assertSame(view, same);
        return dialect;
      }));
    }
    assertEquals(2, rendered.get());
  }

  @Test
  @DisplayName("[DOC7] Who opens while others type gets a view of at most 256 events ago, and those events")
  void openingsWhileOthersType() {
    type(1);
    DocumentView first = shelf.documents.opening("main").view();
    for (int lamport = 2; lamport <= 257; lamport++) {
      type(lamport);
      Opening opening = shelf.documents.opening("main");
      assertSame(first, opening.view());
      assertEquals(lamport - 1, opening.since().size());
    }
    Opening last = shelf.documents.opening("main");
    assertEquals(shelf.text(), opened(last).text());
    assertEquals(2, last.since().get(0).docSeq());
    assertEquals(257, last.since().get(255).docSeq());

    shelf.documents = shelf.replayed();
    shelf.documents.opening("main");
    for (int lamport = 258; lamport <= 258 + 256; lamport++) {
      type(lamport);
    }
    assertEquals(List.of(), shelf.documents.opening("main").since());
    assertEquals(258 + 256, shelf.documents.opening("main").view().docSeq());
  }

  @Test
  @DisplayName("[DOC7] What was given out is not changed by what happens later")
  void openingsStay() {
    type(1);
    shelf.documents.opening("main");
    type(2);
    Opening opening = shelf.documents.opening("main");
    type(3);
    shelf.documents.view("main");

    assertEquals("xx", opened(opening).text());
    assertEquals(1, opening.since().size());
  }

  @Test
  @DisplayName("[DOC7] Much that happened at once is rendered anew instead of sent event by event")
  void largeEdits() {
    type(1);
    shelf.documents.opening("main");
    shelf.edit(insert("x".repeat(1 << 16), 2, "ann", id(1, "ann")));

    assertEquals(List.of(), shelf.documents.opening("main").since());
    assertEquals((1 << 16) + 1, shelf.documents.opening("main").view().text().length());
  }

  @Test
  @DisplayName("[DOC7] An opening has only events of the epoch in force")
  void openingAfterCompaction() {
    type(1);
    type(2);
    shelf.documents.opening("main");
    shelf.edit(delete(1, "ann", 1));
    shelf.compact("main");
    shelf.edit(insert("y", 2, "bob", id(1, "e2")));
    Opening opening = shelf.documents.opening("main");

    assertEquals(2, opening.view().epoch());
    assertEquals("xy", opened(opening).text());
    assertTrue(opening.since().isEmpty());
  }
}
