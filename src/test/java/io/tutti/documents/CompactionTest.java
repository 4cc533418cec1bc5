package io.tutti.documents;

import static io.tutti.documents.Shelf.delete;
import static io.tutti.documents.Shelf.id;
import static io.tutti.documents.Shelf.insert;
import static io.tutti.documents.Shelf.refused;
import static io.tutti.documents.Shelf.taken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.ErrorCode;
import io.tutti.text.Affinity;
import io.tutti.text.Anchor;
import io.tutti.text.ElementId;
import io.tutti.text.Run;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private static final ElementId ROOT = ElementId.ROOT;

  private final Shelf shelf = new Shelf();

  /** Visible: {@code bcfg}; deleted: a, d, e, h. */
  @BeforeEach
  void write() {
    shelf.edit(insert("abcdefgh", 1, "ann", ROOT));
    shelf.edit(delete(1, "ann", 1), delete(4, "ann", 2), delete(8, "ann", 1));
  }

  @Test
  @DisplayName("[DOC12] A new epoch has the same text, ids 1, 2, 3 … of one replica, and the next docSeq")
  void newEpoch() {
    taken(1, shelf.compact("main"));

    DocumentView view = shelf.documents.view("main");
    assertEquals(List.of(new DocumentEvent.Compacted("main", 2, 3)), shelf.log.subList(2, 3));
    assertEquals("bcfg", view.text());
    assertEquals(2, view.epoch());
    assertEquals(3, view.docSeq());
    assertEquals(List.of(new Run(1, "e2", 4, false, Optional.of(ROOT))), view.runs());
    taken(1, shelf.edit(insert("!", 5, "ann", id(4, "e2"))));
    assertEquals("bcfg!", shelf.text());
    assertEquals(30, shelf.documents.seqOf("main", 3));
  }

  @Test
  @DisplayName("[DOC12] Where nothing was deleted and nothing waits a new epoch is refused")
  void nothingToGain() {
    taken(1, shelf.compact("main"));
    refused(ErrorCode.INVALID_OP, shelf.compact("main"));
    refused(ErrorCode.NOT_FOUND, shelf.compact("nobody"));
    shelf.edit(insert("!", 9, "ann", id(8, "ann")));
    taken(1, shelf.compact("main"));
    assertEquals("bcfg", shelf.text());
  }

  @Test
  @DisplayName("[CE16] A client that knows of no epochs edits the one in force; after the first, nothing that it sends may wait")
  void epochless() {
    long any = DocumentCommand.Edit.ANY_EPOCH;
    taken(1, shelf.edit("main", any, insert("z", 30, "dan", id(29, "dan"))));
    taken(1, shelf.edit("main", any, delete(50, "dan", 1)));
    taken(1, shelf.compact("main"));

    refused(ErrorCode.NOT_FOUND, shelf.edit("main", any, insert("!", 9, "ann", id(8, "ann"))));
    refused(ErrorCode.NOT_FOUND, shelf.edit("main", any, delete(2, "ann", 1)));
    taken(1, shelf.edit("main", any, insert("!", 5, "ann", id(4, "e2"))));
    taken(1, shelf.edit("main", any, insert("?", 1, "ann", ROOT)));

    assertEquals("bcfg!?", shelf.text());
    assertEquals(2, shelf.log.get(shelf.log.size() - 1).epoch());
  }

  @Test
  @DisplayName("[DOC17] A place is anchored at the element on its left or right; an index outside becomes the nearest one")
  void anchors() {
    Documents documents = shelf.documents;
    assertEquals(new Anchor(id(3, "ann"), Affinity.LEFT), documents.anchor("main", 2, Affinity.LEFT));
    assertEquals(new Anchor(id(6, "ann"), Affinity.RIGHT), documents.anchor("main", 2, Affinity.RIGHT));
    assertEquals(new Anchor(ROOT, Affinity.LEFT), documents.anchor("main", -7, Affinity.LEFT));
    assertEquals(new Anchor(id(7, "ann"), Affinity.LEFT), documents.anchor("main", Long.MAX_VALUE, Affinity.LEFT));
    assertEquals(new Anchor(ROOT, Affinity.LEFT), documents.anchor("nobody", 3, Affinity.LEFT));

    assertEquals(OptionalInt.of(2), documents.index("main", new Anchor(id(5, "ann"), Affinity.LEFT)));
    assertEquals(OptionalInt.of(4), documents.index("main", new Anchor(ROOT, Affinity.RIGHT)));
    assertEquals(OptionalInt.empty(), documents.index("main", new Anchor(id(9, "ann"), Affinity.LEFT)));
    assertEquals(OptionalInt.empty(), documents.index("nobody", new Anchor(id(9, "ann"), Affinity.LEFT)));
  }

  @Test
  @DisplayName("[DOC18] An element is another one in the new epoch; a deleted one becomes the nearest visible to its left")
  void shiftedElements() {
    DocumentEvent.Compacted event = new DocumentEvent.Compacted("main", 2, 3);
    assertEquals(List.of(ROOT, id(1, "e2"), id(2, "e2"), id(2, "e2"), id(2, "e2"), id(3, "e2"), id(4, "e2"), id(4, "e2")),
        List.of(1, 2, 3, 4, 5, 6, 7, 8).stream().map(at -> shelf.documents.shifted(event, id(at, "ann"))).toList());
    assertEquals(ROOT, shelf.documents.shifted(event, ROOT));
    assertEquals(ROOT, shelf.documents.shifted(event, id(99, "nobody")));
  }

  @Test
  @DisplayName("[DOC18] An anchor is at the same index in the new epoch, at whichever side it holds")
  void shiftedAnchors() {
    DocumentEvent.Compacted event = new DocumentEvent.Compacted("main", 2, 3);
    List<Anchor> before = List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
        .flatMap(at -> List.of(Affinity.LEFT, Affinity.RIGHT).stream().map(side -> new Anchor(id(at, "ann"), side)))
        .toList();
    List<OptionalInt> places = before.stream().map(anchor -> shelf.documents.index("main", anchor)).toList();
    List<Anchor> after = before.stream().map(anchor -> shelf.documents.shifted(event, anchor)).toList();
    Anchor end = new Anchor(ROOT, Affinity.RIGHT);
    assertEquals(end, shelf.documents.shifted(event, end));
    assertEquals(end, shelf.documents.shifted(event, new Anchor(id(99, "nobody"), Affinity.RIGHT)));
    taken(1, shelf.compact("main"));

    assertEquals(places, after.stream().map(anchor -> shelf.documents.index("main", anchor)).toList());
  }

  @Test
  @DisplayName("[DOC16] The text at any past place comes from the log, or from a snapshot and what follows it")
  void past() {
    List<String> texts = List.of("abcdefgh", "bcfg", "bcfg", "bcfg!");
    shelf.compact("main");
    shelf.edit("other", 1, insert("?", 1, "bob", ROOT));
    DocumentSnapshot snapshot = shelf.documents.snapshots().get(0);
    shelf.edit(insert("!", 5, "ann", id(4, "e2")));
    TextAtPast all = TextAtPast.beginning("main");
    TextAtPast late = TextAtPast.from(snapshot);
    assertEquals("", all.text());
    for (DocumentEvent event : shelf.log) {
      all.pass(event);
      late.pass(event);
      assertEquals(texts.get((int) all.docSeq() - 1), all.text());
      assertEquals(texts.get((int) Math.max(all.docSeq(), 3) - 1), late.text());
    }
    assertEquals(4, late.docSeq());
  }
}
