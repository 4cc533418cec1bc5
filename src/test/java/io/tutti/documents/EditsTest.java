package io.tutti.documents;

import static io.tutti.documents.Shelf.delete;
import static io.tutti.documents.Shelf.id;
import static io.tutti.documents.Shelf.insert;
import static io.tutti.documents.Shelf.refused;
import static io.tutti.documents.Shelf.taken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
  private final Shelf shelf = new Shelf();
  private final Insert hello = insert("hello", 1, "ann", ElementId.ROOT);

  @Test
  @DisplayName("[DOC1] A new session has an empty document main, in epoch 1, and nothing else")
  void mainIsThere() {
    assertEquals(List.of(new DocumentSummary("main", 1, 0, 0)), shelf.documents.list());
    assertEquals(List.of(), shelf.documents.snapshots());
  }

  @Test
  @DisplayName("[DOC1] A document of any other name is empty and comes into being with its first edit")
  void documentsComeIntoBeing() {
    assertEquals("", shelf.documents.view("notes.md").text());
    assertEquals(1, shelf.documents.view("notes.md").epoch());
    assertEquals(1, shelf.documents.list().size(), "looking makes nothing");

    taken(1, shelf.edit("notes.md", 1, hello));

    assertEquals("hello", shelf.documents.view("notes.md").text());
    assertEquals("", shelf.text());
  }

  @Test
  @DisplayName("[DOC20] The list has main first and the others by name, with epoch, docSeq and length in code points")
  void list() {
    shelf.edit("b", 1, insert("\uD83D\uDE00!", 1, "ann", ElementId.ROOT));
    shelf.edit("B", 1, hello);
    shelf.edit("a", 1, hello);
    shelf.edit("a", 1, delete(1, "ann", 2));
    shelf.compact("a");

    assertEquals(List.of(
        new DocumentSummary("main", 1, 0, 0), new DocumentSummary("B", 1, 1, 5),
        new DocumentSummary("a", 2, 3, 3), new DocumentSummary("b", 1, 1, 2)), shelf.documents.list());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "ü", "a b", "a\n"})
  @DisplayName("[DOC1] A name of other characters than letters, digits, '.', '_', '-' is refused")
  void otherNames(String name) {
    refused(ErrorCode.INVALID_OP, shelf.edit(name, 1, hello));
    refused(ErrorCode.NOT_FOUND, shelf.compact(name));
    assertEquals(1, shelf.documents.list().size());
  }

  @Test
  @DisplayName("[DOC1] A name has at most 128 characters")
  void longNames() {
    taken(1, shelf.edit("n".repeat(128), 1, hello));
    refused(ErrorCode.INVALID_OP, shelf.edit("n".repeat(129), 1, hello));
  }

  @Test
  @DisplayName("[DOC1] [DOC10] A session has at most 1,000 documents, main among them")
  void manyDocuments() {
    for (int at = 1; at < Documents.MAX_DOCUMENTS; at++) {
      taken(1, shelf.edit("d" + at, 1, hello));
    }
    refused(ErrorCode.TOO_LARGE, shelf.edit("one-more", 1, hello));
    taken(1, shelf.edit("d7", 1, delete(1, "ann", 1)));
    taken(1, shelf.edit(hello));
    assertEquals(Documents.MAX_DOCUMENTS, shelf.documents.list().size());
  }

  @Test
  @DisplayName("[DOC3] The operations of one edit may stand on each other, and give one event")
  void operationsDependOnEachOther() {
    taken(1, shelf.edit(
        insert("b", 7, "bob", id(5, "ann")), hello, insert(" world", 6, "ann", id(5, "ann")), delete(1, "ann", 1)));

    assertEquals("ellob world", shelf.text());
    assertEquals(1, shelf.documents.view("main").docSeq());
  }

  @Test
  @DisplayName("[DOC3] Where one operation of an edit is refused nothing of the edit happens, and the refusal names it")
  void allOrNothing() {
    shelf.edit(hello);
    var refused = refused(ErrorCode.ID_TAKEN, shelf.edit(
        insert(" world", 6, "ann", id(5, "ann")), delete(1, "ann", 1), insert("?", 7, "ann", id(5, "ann"))));

    assertEquals(Map.of("doc", "main", "op", 2L), refused.details());
    assertEquals("hello", shelf.text());
    assertEquals(1, shelf.log.size());
  }

  @Test
  @DisplayName("[DOC3] An edit has 1 to 1,000 operations")
  void sizeOfEdits() {
    List<Operation> many = new ArrayList<>(Collections.nCopies(1_000, hello));
    refused(ErrorCode.INVALID_OP, shelf.give(new DocumentCommand.Edit("main", 1, List.of(), false)));
    taken(1, shelf.give(new DocumentCommand.Edit("main", 1, many, false)));
    many.add(hello);
    refused(ErrorCode.INVALID_OP, shelf.give(new DocumentCommand.Edit("main", 1, many, true)));
  }

  @Test
  @DisplayName("[DOC8] An edit of what is known already is taken and gives no event")
  void repetition() {
    shelf.edit(hello, delete(2, "ann", 2), insert("waits", 20, "bob", id(19, "cid")), delete(30, "cid", 5));

    taken(0, shelf.edit(hello));
    taken(0, shelf.edit(delete(2, "ann", 1)));
    taken(0, shelf.edit(insert("waits", 20, "bob", id(19, "cid"))));
    taken(0, shelf.edit(delete(31, "cid", 4), hello, insert("ell", 2, "ann", id(1, "ann"))));
    taken(1, shelf.edit(delete(2, "ann", 3)));
    assertEquals("ho", shelf.text());
  }

  @Test
  @DisplayName("[DOC8] Who numbers every operation has an event of what is known already, which changes nothing")
  void repetitionWithNumber() {
    shelf.edit(hello);
    taken(1, shelf.give(new DocumentCommand.Edit("main", 1, List.of(hello), true)));

    assertEquals("hello", shelf.text());
    assertEquals(2, shelf.documents.docSeq("main"));
  }

  @Test
  @DisplayName("[DOC9] An id that is taken by another insert is refused, also by one of the same edit")
  void takenIds() {
    shelf.edit(hello);
    refused(ErrorCode.ID_TAKEN, shelf.edit(insert("jello", 1, "ann", ElementId.ROOT)));
    refused(ErrorCode.ID_TAKEN, shelf.edit(insert("ello", 2, "ann", ElementId.ROOT)));
    refused(ErrorCode.ID_TAKEN,
        shelf.edit(insert("a", 9, "bob", ElementId.ROOT), insert("b", 9, "bob", ElementId.ROOT)));
    assertEquals("hello", shelf.text());
  }

  @Test
  @DisplayName("[DOC5] What comes before what it needs waits for it: inserts, and deletions of what is still to come")
  void waiting() {
    shelf.edit(insert("!", 6, "bob", id(5, "ann")));
    shelf.edit(delete(1, "ann", 1));
    assertEquals("", shelf.text());
    shelf.edit(hello);
    assertEquals("ello!", shelf.text());
  }

  @Test
  @DisplayName("[DOC11] An edit of another epoch is stale: the refusal tells the epoch in force and the docSeq")
  void staleEpochs() {
    shelf.edit(hello, delete(1, "ann", 1));
    for (long epoch : new long[] {0, -1, 2, Long.MAX_VALUE}) {
      assertEquals(Map.of("doc", "main", "epoch", 1L, "docSeq", 1L),
          refused(ErrorCode.STALE_EPOCH, shelf.edit("main", epoch, hello)).details());
    }
    refused(ErrorCode.STALE_EPOCH, shelf.edit("unheard-of", 2, hello));
    shelf.compact("main");

    assertEquals(Map.of("doc", "main", "epoch", 2L, "docSeq", 2L),
        refused(ErrorCode.STALE_EPOCH, shelf.edit("main", 1, hello)).details());
    assertEquals("ello", shelf.text());
  }

  @Test
  @DisplayName("[DOC14] docSeq counts the events of each document, and the places of the last 1,024 in the log are known")
  void placesInTheLog() {
    for (int at = 1; at <= 1_030; at++) {
      shelf.edit("a", 1, insert("x", at, "ann", ElementId.ROOT));
      shelf.edit("b", 1, insert("x", at, "ann", ElementId.ROOT));
    }
    shelf.restart();

    assertEquals(1_030, shelf.documents.docSeq("a"));
    assertEquals(20 * 1_030 - 10, shelf.documents.seqOf("a", 1_030));
    assertEquals(20 * 1_030, shelf.documents.seqOf("b", 1_030));
    assertEquals(20 * 7 - 10, shelf.documents.seqOf("a", 7));
    assertEquals(0, shelf.documents.seqOf("a", 6));
    assertEquals(0, shelf.documents.seqOf("a", 1_031));
    assertEquals(0, shelf.documents.seqOf("a", 0));
    assertEquals(0, shelf.documents.seqOf("nobody", 1));
  }

  @Test
  @DisplayName("[DOC14] An event that is not the next one is a bug and changes nothing")
  void gaps() {
    shelf.edit(hello);
    List<Operation> more = List.of(insert("!", 6, "ann", id(5, "ann")));
    for (DocumentEvent event : List.of(
        new DocumentEvent.Edited("main", 1, 1, more), new DocumentEvent.Edited("main", 1, 3, more),
        new DocumentEvent.Edited("main", 2, 2, more), new DocumentEvent.Compacted("main", 3, 2),
        new DocumentEvent.Compacted("main", 2, 3))) {
      assertThrows(IllegalStateException.class, () -> shelf.documents.apply(event, 20));
    }
    DocumentEvent back = new DocumentEvent.Edited("main", 1, 2, more);
    assertThrows(IllegalStateException.class, () -> shelf.documents.apply(back, 9));
    assertEquals("hello", shelf.text());
    assertEquals(1, shelf.documents.docSeq("main"));
  }

  @Test
  @DisplayName("[DOC12] A document of over 10,000 elements, more than half of them deleted, wants a new epoch")
  void wantsCompaction() {
    shelf.edit(insert("x".repeat(10_001), 1, "ann", ElementId.ROOT));
    shelf.edit(delete(1, "ann", 5_000));
    assertFalse(shelf.documents.wantsCompaction("main"));
    shelf.edit(delete(5_001, "ann", 1));
    assertTrue(shelf.documents.wantsCompaction("main"));

    shelf.edit("small", 1, insert("x".repeat(10_000), 1, "ann", ElementId.ROOT), delete(1, "ann", 9_999));
    assertFalse(shelf.documents.wantsCompaction("small"));
    assertFalse(shelf.documents.wantsCompaction("nobody"));
  }
}
