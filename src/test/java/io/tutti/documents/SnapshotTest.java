package io.tutti.documents;

import static io.tutti.documents.Shelf.delete;
import static io.tutti.documents.Shelf.id;
import static io.tutti.documents.Shelf.insert;
import static io.tutti.documents.Shelf.taken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.text.ElementId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class SnapshotTest {

  private static Shelf filled() {
    Shelf shelf = new Shelf();
    shelf.edit(insert("hello", 1, "ann", ElementId.ROOT), delete(2, "ann", 1));
    shelf.edit(insert("waits", 30, "bob", id(29, "bob")));
    shelf.edit(delete(40, "cid", 3));
    shelf.edit("other", 1, insert("\uD83D\uDE00", 1, "ann", ElementId.ROOT));
    return shelf;
  }

  @Example
  @Label("[DOC15] Documents restored from their snapshots are the same, with what waits and the places in the log")
  void restored() {
    Shelf shelf = filled();
    Documents restored = Documents.restored(shelf.documents.snapshots());

    assertEquals(shelf.documents.list(), restored.list());
    assertEquals(shelf.documents.snapshots(), restored.snapshots());
    assertEquals(30, restored.seqOf("main", 3));
    shelf.documents = restored;
    taken(0, shelf.edit(delete(41, "cid", 1)));
    taken(1, shelf.edit(insert("!", 29, "bob", id(5, "ann"))));
    assertEquals("hllo!waits", shelf.text());
  }

  @Example
  @Label("[DOC15] The bytes of a document that has not changed are the same array as last time, also after a restart")
  void unchangedBytes() {
    Shelf shelf = filled();
    byte[] before = shelf.documents.snapshots().get(0).content();
    shelf.edit("other", 1, insert("?", 2, "ann", ElementId.ROOT));
    assertSame(before, shelf.documents.snapshots().get(0).content());
    shelf.restart();
    assertSame(before, shelf.documents.snapshots().get(0).content());
    shelf.edit(insert("?", 6, "ann", ElementId.ROOT));
    assertNotSame(before, shelf.documents.snapshots().get(0).content());
  }

  @Example
  @Label("[DOC15] The clock goes on where it was, also past what was dropped while it waited")
  void clock() {
    Shelf shelf = new Shelf();
    long far = 1L << 21;
    shelf.edit(insert("later than the other", far, "ann", id(2, "bob")));
    shelf.edit(insert("early", far, "ann", id(1, "bob")));
    shelf.edit(insert("pq", 1, "bob", ElementId.ROOT));
    assertEquals("pearlyq", shelf.text());
    shelf.restart();

    taken(1, shelf.edit(insert("!", far + 19 + LamportBound.MAX_STEP, "ann", ElementId.ROOT)));
    assertEquals("!pearlyq", shelf.text());
  }

  @Property(tries = 3_000)
  @Label("[DOC15] A snapshot with changed bytes is refused, and so is a part of one")
  void changedBytes(@ForAll Random random) {
    DocumentSnapshot whole = filled().documents.snapshots().get(0);
    byte[] bytes = whole.content().clone();
    int at = random.nextInt(bytes.length);
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    requireDamaged(new DocumentSnapshot("main", 1, 3, bytes));
    requireDamaged(new DocumentSnapshot("main", 1, 3, Arrays.copyOf(whole.content(), at)));
    byte[] noise = new byte[random.nextInt(99)];
    random.nextBytes(noise);
    requireDamaged(new DocumentSnapshot("main", 1, 3, noise));
  }

  @Example
  @Label("[DOC15] A snapshot that stands under another name, epoch or docSeq, or twice, is refused")
  void misplaced() {
    Shelf shelf = filled();
    byte[] bytes = shelf.documents.snapshots().get(0).content();
    requireDamaged(new DocumentSnapshot("main", 2, 3, bytes));
    requireDamaged(new DocumentSnapshot("main", 1, 4, bytes));
    requireDamaged(new DocumentSnapshot("no name", 1, 3, bytes));
    DocumentSnapshot right = new DocumentSnapshot("main", 1, 3, bytes);
    assertThrows(IllegalArgumentException.class, () -> Documents.restored(List.of(right, right)));
    assertEquals(right, shelf.documents.snapshots().get(0));
    assertEquals(right.hashCode(), shelf.documents.snapshots().get(0).hashCode());
    assertNotEquals(right, shelf.documents.snapshots().get(1));
  }

  private static void requireDamaged(DocumentSnapshot snapshot) {
    var damaged = assertThrows(IllegalArgumentException.class, () -> Documents.restored(List.of(snapshot)));
    assertTrue(damaged.getMessage().startsWith("the snapshot "), damaged.getMessage());
  }
}
