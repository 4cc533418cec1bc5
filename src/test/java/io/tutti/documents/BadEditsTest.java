package io.tutti.documents;

import static io.tutti.documents.Shelf.delete;
import static io.tutti.documents.Shelf.id;
import static io.tutti.documents.Shelf.insert;
import static io.tutti.documents.Shelf.refused;
import static io.tutti.documents.Shelf.taken;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.Verdict;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an editor who means harm may send. */
class BadEditsTest {
  private static final long GREATEST = (1L << 53) - 1;

  private final Shelf shelf = new Shelf();

  static Stream<Operation> senseless() {
    ElementId root = ElementId.ROOT;
    return Stream.of(
        insert("x", 0, "ann", root), insert("x", -1, "ann", root), insert("x", Long.MIN_VALUE, "ann", root),
        insert("x", 1L << 53, "ann", root), insert("xx", GREATEST, "ann", root), insert("x", GREATEST, "ann", root),
        insert("x", Long.MAX_VALUE, "ann", root),
        insert("x", 3, "", root), insert("x", 3, "r".repeat(65), root), insert("x", 3, "\uD83D", root),
        insert("", 3, "ann", root), insert("\uDE00\uD83D", 3, "ann", root), insert("a\uD83D", 3, "ann", root),
        insert("x", 3, "ann", id(3, "bob")), insert("x", 3, "ann", id(0, "ann")), insert("x", 3, "ann", id(-1, "bob")),
        insert("x", 3, "ann", id(2, "r".repeat(65))), insert("x", 3, "root", id(0, "")),
        new Delete(List.of()), delete(0, "ann", 1), delete(-5, "ann", 9), delete(1, "ann", 0), delete(1, "ann", -1),
        delete(1, "r".repeat(65), 1), delete(1, "", 1), delete(1, "ann", 1L << 53), delete(GREATEST, "ann", 2),
        delete(1, "bob", Long.MAX_VALUE), delete(1, "bob", GREATEST));
  }

  @ParameterizedTest
  @MethodSource("senseless")
  @DisplayName("[DOC2] An operation out of range is invalid, alone or among others, and nothing has changed")
  void senselessOperations(Operation operation) {
    shelf.edit(insert("hello", 1, "cid", ElementId.ROOT));
    byte[] before = shelf.documents.snapshots().get(0).content();

    refused(ErrorCode.INVALID_OP, shelf.edit(operation));
    var refused = refused(ErrorCode.INVALID_OP, shelf.edit(insert("!", 6, "cid", id(5, "cid")), operation));

    assertEquals(Map.of("doc", "main", "op", 1L), refused.details());
    assertSame(before, shelf.documents.snapshots().get(0).content());
    assertEquals(1, shelf.log.size());
  }

  @Test
  @DisplayName("[DOC2] A replica of 64 characters and a lamport of 2^22 are fine")
  void justWithinRange() {
    taken(1, shelf.edit(insert("x", 1L << 22, "\uD83D\uDE00".repeat(64), ElementId.ROOT)));
  }

  @Test
  @DisplayName("[DOC10] An insert of 5 MB is too large")
  void hugeInsert() {
    refused(ErrorCode.TOO_LARGE, shelf.edit(insert("x".repeat(5_000_000), 1, "ann", ElementId.ROOT)));
    refused(ErrorCode.TOO_LARGE,
        shelf.edit(insert("y", 1, "bob", ElementId.ROOT), insert("x".repeat(5_000_000), 1, "ann", ElementId.ROOT)));
    assertEquals(0, shelf.log.size());
  }

  @Test
  @DisplayName("[DOC10] A document has at most 4 Mi elements, deleted ones included, however they come")
  void fullDocument() {
    String text = "x".repeat(1 << 20);
    for (int at = 0; at < 3; at++) {
      taken(1, shelf.edit(insert(text, 1 + ((long) at << 20), "ann", ElementId.ROOT)));
    }
    taken(1, shelf.edit(delete(1, "ann", 3 << 20)));
    var refused = refused(ErrorCode.TOO_LARGE, shelf.edit(
        insert(text, 1 + (3L << 20), "ann", ElementId.ROOT), insert("x", 1, "bob", ElementId.ROOT)));

    assertEquals(Map.of("doc", "main", "op", 1L), refused.details());
    taken(1, shelf.compact("main"));
    taken(1, shelf.edit(insert("x", 1, "bob", ElementId.ROOT)));
  }

  @Test
  @DisplayName("[DOC10] All documents together have at most 64 Mi elements")
  void fullSession() {
    String text = "x".repeat(1 << 20);
    for (int document = 0; document < 16; document++) {
      for (int at = 0; at < 4; at++) {
        taken(1, shelf.edit("d" + document, 1, insert(text, 1 + ((long) at << 20), "ann", ElementId.ROOT)));
      }
    }
    refused(ErrorCode.TOO_LARGE, shelf.edit(insert("x", 1, "ann", ElementId.ROOT)));
    taken(1, shelf.edit("d0", 1, delete(1, "ann", 2 << 20)));
    refused(ErrorCode.TOO_LARGE, shelf.edit(insert("x", 1, "ann", ElementId.ROOT)));
    taken(1, shelf.compact("d0"));
    taken(1, shelf.edit(insert("x", 1, "ann", ElementId.ROOT)));
  }

  @Test
  @DisplayName("[DOC5] [DOC10] Of 100,000 operations that wait for what never comes 10,000 are kept")
  void operationsThatWait() {
    Verdict<DocumentEvent> last = Verdict.accept();
    for (int edit = 0; edit < 100; edit++) {
      List<Operation> operations = new ArrayList<>();
      for (int at = 1; at <= 1_000; at++) {
        operations.add(insert("x", 1_000L * edit + at + 1, "ann", id(1_000L * edit + at, "never")));
      }
      last = shelf.give(new DocumentCommand.Edit("main", 1, operations, false));
    }
    assertEquals(10, shelf.log.size());
    assertEquals(Map.of("doc", "main", "epoch", 1L, "docSeq", 10L, "resync", true),
        refused(ErrorCode.STALE_EPOCH, last).details());

    taken(1, shelf.edit(insert("who does not wait writes on", 1, "bob", ElementId.ROOT)));
    taken(1, shelf.compact("main"));
    taken(1, shelf.edit(insert("x", 1_000, "ann", id(999, "never"))));
  }

  @Test
  @DisplayName("[DOC5] [DOC10] Deletions of ids that never come are bounded like all that waits")
  void deletionsOfNothing() {
    List<Span> odd = new ArrayList<>();
    for (int at = 0; at < 10_000; at++) {
      odd.add(new Span(1 + 2L * at, "never", 1));
    }
    taken(1, shelf.edit(new Delete(odd)));
    refused(ErrorCode.STALE_EPOCH, shelf.edit(delete(30_000, "never", 1)));
    taken(0, shelf.edit(new Delete(odd)));
    assertEquals(1, shelf.log.size());
  }

  @Test
  @DisplayName("[DOC10] Inserts that cut a deleted range into ever more pieces are bounded too")
  void cuttingRanges() {
    taken(1, shelf.edit(delete(1, "ann", 1 << 20)));
    int cuts = 0;
    Verdict<DocumentEvent> last = Verdict.accept();
    for (int edit = 0; edit < 100; edit++) {
      List<Operation> operations = new ArrayList<>();
      for (int at = 0; at < 1_000; at++) {
        operations.add(insert("x", 2 + 2L * (1_000 * edit + at), "ann", ElementId.ROOT));
      }
      last = shelf.give(new DocumentCommand.Edit("main", 1, operations, false));
      cuts += last instanceof Verdict.Accepted ? 1 : 0;
    }
    assertEquals(19, cuts);
    refused(ErrorCode.STALE_EPOCH, last);
    taken(1, shelf.edit(insert("x", 1, "bob", ElementId.ROOT)));
  }

  @Test
  @DisplayName("[DOC10] In all documents together at most 100,000 operations wait")
  void waitingInManyDocuments() {
    int kept = 0;
    for (int document = 0; document < 200; document++) {
      List<Operation> operations = new ArrayList<>();
      for (int at = 1; at <= 1_000; at++) {
        operations.add(insert("x", at + 1, "ann", id(at, "never")));
      }
      var edit = new DocumentCommand.Edit("d" + document, 1, operations, false);
      kept += shelf.give(edit) instanceof Verdict.Accepted ? 1 : 0;
    }
    assertEquals(100, kept);
    assertEquals(101, shelf.documents.list().size());
  }

  @Test
  @DisplayName("[DOC10] In all documents together at most 16 Mi UTF-16 units of text wait")
  void waitingTextInManyDocuments() {
    String text = "x".repeat(1 << 20);
    int kept = 0;
    for (int document = 0; document < 20; document++) {
      Operation operation = insert(text, 2, "ann", id(1, "never"));
      kept += shelf.edit("d" + document, 1, operation) instanceof Verdict.Accepted ? 1 : 0;
    }
    assertEquals(16, kept);
  }

  @Test
  @DisplayName("[DOC10] In all documents together at most 250,000 replicas have written")
  void manyReplicas() {
    int kept = 0;
    for (int edit = 0; edit < 260; edit++) {
      List<Operation> operations = new ArrayList<>();
      for (int at = 0; at < 1_000; at++) {
        operations.add(insert("x", 1_000L * edit + at + 1, "r" + (1_000 * edit + at), ElementId.ROOT));
      }
      String document = "d" + edit % 5;
      kept += shelf.give(new DocumentCommand.Edit(document, 1, operations, false)) instanceof Verdict.Accepted ? 1 : 0;
    }
    assertEquals(250, kept);
  }

  @Test
  @DisplayName("[DOC15] The worst that a document can be is still restored from its snapshot")
  void worstDocument() {
    for (int edit = 0; edit < 10; edit++) {
      List<Operation> operations = new ArrayList<>();
      for (int at = 0; at < 1_000; at++) {
        String replica = "\uD83D\uDE00".repeat(60) + (1_000 + at);
        operations.add(insert("\uD83D\uDE00", 1 + edit * (1L << 38), replica, ElementId.ROOT));
      }
      // As a log from before the bound on lamports may have it.
      shelf.documents.apply(new DocumentEvent.Edited("main", 1, edit + 1, operations), edit + 1);
    }
    List<DocumentSnapshot> snapshots = shelf.documents.snapshots();
    Documents restored = Documents.restored(snapshots);

    assertEquals(shelf.text(), restored.view("main").text());
    assertArrayEquals(snapshots.get(0).content(), restored.snapshots().get(0).content());
  }
}
