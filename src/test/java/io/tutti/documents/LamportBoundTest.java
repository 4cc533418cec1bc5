package io.tutti.documents;

import static io.tutti.documents.Shelf.delete;
import static io.tutti.documents.Shelf.id;
import static io.tutti.documents.Shelf.insert;
import static io.tutti.documents.Shelf.refused;
import static io.tutti.documents.Shelf.taken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.text.ElementId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LamportBoundTest {
  private static final ElementId ROOT = ElementId.ROOT;
  private static final long STEP = LamportBound.MAX_STEP;
  private static final long LAST = ElementId.MAX_LAMPORT;

  private final Shelf shelf = new Shelf();

  @Test
  @DisplayName("[DOC21] An operation reaches at most 2^22 above every lamport seen, alone or among others")
  void steps() {
    refused(ErrorCode.INVALID_OP, shelf.edit(insert("x", STEP + 1, "eve", ROOT)));
    refused(ErrorCode.INVALID_OP, shelf.edit(insert("\uD83D\uDE00y", STEP, "eve", ROOT)));
    refused(ErrorCode.INVALID_OP, shelf.edit(insert("x", 1L << 43, "eve", ROOT)));
    refused(ErrorCode.INVALID_OP, shelf.edit(delete(2, "eve", STEP)));
    refused(ErrorCode.INVALID_OP, shelf.edit("main", DocumentCommand.Edit.ANY_EPOCH, insert("x", STEP + 1, "eve", ROOT)));
    assertEquals(List.of(), shelf.log);

    taken(1, shelf.edit(insert("\uD83D\uDE00", STEP, "eve", ROOT)));
    taken(1, shelf.edit(delete(STEP + 1, "eve", STEP)));
    var refused = refused(ErrorCode.INVALID_OP,
        shelf.edit(insert("x", 3 * STEP, "eve", ROOT), insert("x", 4 * STEP, "eve", ROOT), insert("x", 5 * STEP + 1, "eve", ROOT)));
    assertEquals(Map.of("doc", "main", "op", 2L), refused.details());
  }

  @Test
  @DisplayName("[DOC21] Whoever types for long without a connection is within it: each edit counts on from the one before")
  void longOffline() {
    String chapter = "x".repeat(1 << 20);
    for (long at = 0; at < 3; at++) {
      taken(1, shelf.edit(insert(chapter, 1 + (at << 20), "ann", ROOT), insert("y", 1 + (at << 20), "bob", ROOT)));
    }
  }

  @Test
  @DisplayName("[DOC12] [DOC21] A log from before the bound opens as it is, and a compaction makes a used-up document usable")
  void usedUp() {
    long lamport = 0;
    for (int at = 1; lamport < LAST; at++) {
      lamport = Math.min(LAST, lamport + (1L << 43));
      shelf.log.add(new DocumentEvent.Edited("main", 1, at, List.of(insert("x", lamport, "eve", ROOT))));
    }
    shelf.documents = shelf.replayed();
    shelf.restart();
    refused(ErrorCode.INVALID_OP, shelf.edit(insert("y", LAST + 1, "ann", ROOT)));
    assertTrue(shelf.documents.wantsCompaction("main"));

    taken(1, shelf.compact("main"));

    assertFalse(shelf.documents.wantsCompaction("main"));
    int length = shelf.text().length();
    taken(1, shelf.edit(insert("y", length + 1L, "ann", id(length, "e2"))));
    assertEquals("x".repeat(length) + "y", shelf.text());
    assertEquals(shelf.text(), shelf.replayed().view("main").text());
  }

  @Test
  @DisplayName("[DOC12] A host's compaction begins a new epoch wherever lamports become smaller by it")
  void smallerLamports() {
    taken(1, shelf.edit(insert("x", 1_000, "eve", ROOT)));
    taken(1, shelf.compact("main"));
    refused(ErrorCode.INVALID_OP, shelf.compact("main"));
    taken(1, shelf.edit(insert("y", 2, "ann", id(1, "e2"))));
    refused(ErrorCode.INVALID_OP, shelf.compact("main"));
  }
}
