package io.tutti.text;

import static io.tutti.text.TextDocuments.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PositionProperties {

  private static TextDocument grown(int inserts, Random random) {
    TextDocument document = TextDocuments.empty();
    Forest.grow(inserts, random).forEach(document::integrate);
    return document;
  }

  @Property(tries = 150)
  @Label("[TXT9] Index, id, anchor, UTF-16 offset and text of every place agree")
  void everyPlaceAgrees(@ForAll @IntRange(min = 1, max = 300) int inserts, @ForAll Random random) {
    TextDocument document = grown(inserts, random);
    String text = document.text();
    assertEquals(text.codePointCount(0, text.length()), document.length());
    for (int probe = 0; probe < 100 && document.length() > 0; probe++) {
      int index = random.nextInt(document.length());
      int unit = text.offsetByCodePoints(0, index);
      int end = index + random.nextInt(document.length() - index + 1);

      assertEquals(OptionalInt.of(index), document.indexOf(document.idAt(index)));
      assertEquals(unit, document.utf16Offset(index));
      assertEquals(index, document.indexAtUtf16(unit));
      assertEquals(index, document.indexAtUtf16(unit + Character.charCount(text.codePointAt(unit)) - 1));
      assertEquals(text.substring(unit, text.offsetByCodePoints(0, end)), document.text(index, end));
      assertEquals(OptionalInt.of(index), document.index(document.anchor(index, Affinity.LEFT)));
      assertEquals(OptionalInt.of(index), document.index(document.anchor(index, Affinity.RIGHT)));
    }
    assertEquals(text.length(), document.utf16Offset(document.length()));
    assertEquals(document.length(), document.indexAtUtf16(text.length()));
  }

  @Example
  @Label("[TXT9] An anchor stays with its element: left ones behind it, right ones before it, also when it is deleted")
  void anchorStays() {
    LocalReplica ann = new LocalReplica("ann", TextDocuments.empty());
    TextDocument document = ann.document();
    ann.insert(0, "ab");
    Anchor left = document.anchor(1, Affinity.LEFT);
    Anchor right = document.anchor(1, Affinity.RIGHT);
    Anchor start = document.anchor(0, Affinity.LEFT);
    Anchor end = document.anchor(2, Affinity.RIGHT);
    ann.insert(1, "--");
    ann.insert(0, ">");
    ann.insert(5, "<");

    assertEquals(">a--b<", document.text());
    assertEquals(OptionalInt.of(2), document.index(left));
    assertEquals(OptionalInt.of(4), document.index(right));
    assertEquals(OptionalInt.of(0), document.index(start));
    assertEquals(OptionalInt.of(6), document.index(end));
    ann.delete(1, 4);
    assertEquals(OptionalInt.of(1), document.index(left));
    assertEquals(OptionalInt.of(1), document.index(right));
  }

  @Example
  @Label("[TXT9] What is not in the text has no index, and an index outside of it is refused")
  void outsideIsRefused() {
    TextDocument document = TextDocuments.empty();
    new LocalReplica("ann", document).insert(0, "a\uD83D\uDE00");

    assertEquals(OptionalInt.empty(), document.indexOf(id(3, "ann")));
    assertEquals(OptionalInt.empty(), document.indexOf(id(1, "bob")));
    assertEquals(OptionalInt.empty(), document.indexOf(ElementId.ROOT));
    assertEquals(OptionalInt.empty(), document.index(new Anchor(id(1, "bob"), Affinity.LEFT)));
    assertThrows(IndexOutOfBoundsException.class, () -> document.idAt(2));
    assertThrows(IndexOutOfBoundsException.class, () -> document.idAt(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> document.text(1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> document.text(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> document.insertion("ann", 3, "x"));
    assertThrows(IndexOutOfBoundsException.class, () -> document.deletion(1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> document.deletion(1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> document.deletion(1, Integer.MAX_VALUE));
    assertThrows(IndexOutOfBoundsException.class, () -> document.anchor(3, Affinity.LEFT));
    assertThrows(IndexOutOfBoundsException.class, () -> document.utf16Offset(3));
    assertThrows(IndexOutOfBoundsException.class, () -> document.indexAtUtf16(4));
  }
}
