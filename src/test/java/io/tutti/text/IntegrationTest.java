package io.tutti.text;

import static io.tutti.text.TextDocuments.delete;
import static io.tutti.text.TextDocuments.id;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntegrationTest {
  private static final Limits SMALL = new Limits(20, 2, 8, 3, 3, 10, 1_000, ElementId.MAX_LAMPORT);
  private final TextDocument document = new TextDocument(1, SMALL);

  private static Insert insert(String text, long lamport, String replica, ElementId after) {
    return new Insert(text, id(lamport, replica), after);
  }

  private void requireRefused(Refusal refusal, Operation operation) {
    byte[] before = Snapshot.encode(document);
    Optional<Refusal> checked = document.check(operation).map(Integration.Refused::refusal);
    document.integrate(operation).match(new Integration.Cases<Void>() {
      @Override public Void applied(Integration.Applied applied) { return fail(applied.toString()); }
      @Override public Void known(Integration.Known known) { return fail("known"); }
      @Override public Void waiting(Integration.Waiting waiting) { return fail("waits"); }
      @Override public Void refused(Integration.Refused refused) {
        assertEquals(refusal, refused.refusal(), refused.detail());
        return null;
      }
    });
    assertEquals(Optional.of(refusal), checked);
    assertArrayEquals(before, Snapshot.encode(document));
  }

  static Stream<Operation> malformed() {
    ElementId far = id(9, "a");
    return Stream.of(
        insert("", 1, "a", ElementId.ROOT),
        insert("\uD83D", 1, "a", ElementId.ROOT),
        insert("\uDE00\uD83D", 1, "a", ElementId.ROOT),
        insert("x", 0, "a", ElementId.ROOT),
        insert("x", -1, "a", id(-2, "a")),
        insert("xy", ElementId.MAX_LAMPORT, "a", ElementId.ROOT),
        insert("x", Long.MAX_VALUE, "a", ElementId.ROOT),
        insert("x", 1, "", ElementId.ROOT),
        insert("x", 1, "r".repeat(65), ElementId.ROOT),
        insert("x", 1, "\uDE00", ElementId.ROOT),
        insert("x", 1, "a", id(0, "a")),
        insert("x", 9, "b", far),
        insert("x", 8, "b", far),
        insert("x", 10, "b", id(9, "")),
        insert("x", 10, "b", id(-1, "a")),
        new Delete(List.of()),
        delete(0, "a", 1),
        delete(1, "a", 0),
        delete(1, "a", ElementId.MAX_LAMPORT + 1),
        delete(ElementId.MAX_LAMPORT, "a", 2),
        delete(1, "", 1),
        delete(0, "root", 1));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  @DisplayName("[TXT5] A malformed operation is refused as invalid_op and changes nothing")
  void malformedIsRefused(Operation operation) {
    assertEquals(Refusal.INVALID_OP.code(), "invalid_op");
    requireRefused(Refusal.INVALID_OP, operation);
  }

  @Test
  @DisplayName("[TXT5] The greatest lamport and the longest replica name are good")
  void extremesAreGood() {
    String longest = "\uD83D\uDE00".repeat(64);
    Operation extreme = insert("x", ElementId.MAX_LAMPORT, longest, ElementId.ROOT);

    assertEquals(new Integration.Applied(List.of(new Change(0, 0, "x"))), document.integrate(extreme));
    assertThrows(IllegalArgumentException.class, () -> new LocalReplica("a", document).insert(0, "y"));
  }

  @Test
  @DisplayName("[TXT6] An id of another insert is refused as id_taken: other content, another place")
  void takenIdIsRefused() {
    document.integrate(insert("abc", 1, "a", ElementId.ROOT));
    document.integrate(insert("x", 5, "a", id(1, "a")));

    requireRefused(Refusal.ID_TAKEN, insert("abX", 1, "a", ElementId.ROOT));
    requireRefused(Refusal.ID_TAKEN, insert("x", 5, "a", id(2, "a")));
    requireRefused(Refusal.ID_TAKEN, insert("x", 5, "a", id(4, "zoe")));
    requireRefused(Refusal.ID_TAKEN, insert("c", 3, "a", ElementId.ROOT));
    requireRefused(Refusal.ID_TAKEN, insert("zx", 4, "a", id(3, "a")));
    requireRefused(Refusal.ID_TAKEN, insert("abcdx", 1, "a", ElementId.ROOT));
    assertEquals("axbc", document.text());
  }

  @Test
  @DisplayName("[TXT3] An insert that is known in part adds the rest")
  void knownPartIsCompleted() {
    document.integrate(insert("ab", 1, "a", ElementId.ROOT));
    document.integrate(insert("!", 2, "b", id(1, "a")));

    assertEquals(
        new Integration.Applied(List.of(new Change(3, 0, "cd"))),
        document.integrate(insert("abcd", 1, "a", ElementId.ROOT)));
    assertEquals("a!bcd", document.text());
    assertEquals(new Integration.Known(), document.integrate(insert("bc", 2, "a", id(1, "a"))));
  }

  @Test
  @DisplayName("[TXT3] The insert of a deleted element is known; what it said is not kept, its place is")
  void deletedElementIsKnown() {
    document.integrate(insert("ab", 1, "a", ElementId.ROOT));
    document.integrate(delete(1, "a", 1));

    assertEquals(new Integration.Known(), document.integrate(insert("ab", 1, "a", ElementId.ROOT)));
    requireRefused(Refusal.ID_TAKEN, insert("b", 2, "a", ElementId.ROOT));
  }

  @Test
  @DisplayName("[TXT7] An insert waits for what it stands after, and comes with it; so do those that wait for it")
  void insertWaits() {
    assertEquals(new Integration.Waiting(), document.integrate(insert("c", 3, "a", id(2, "b"))));
    assertEquals(new Integration.Waiting(), document.integrate(insert("b", 2, "b", id(1, "a"))));
    assertEquals(new Integration.Waiting(), document.integrate(insert("b", 2, "b", id(1, "a"))));
    assertEquals(2, document.waiting());
    assertEquals("", document.text());

    assertEquals(
        new Integration.Applied(List.of(new Change(0, 0, "a"), new Change(1, 0, "b"), new Change(2, 0, "c"))),
        document.integrate(insert("a", 1, "a", ElementId.ROOT)));
    assertEquals(0, document.waiting());
  }

  @Test
  @DisplayName("[TXT7] A delete that comes first is remembered, in part too, and takes effect when the elements come")
  void deleteComesFirst() {
    document.integrate(insert("abc", 1, "a", ElementId.ROOT));
    assertEquals(
        new Integration.Applied(List.of(new Change(2, 1, ""))), document.integrate(delete(3, "a", 3)));
    assertEquals(new Integration.Known(), document.integrate(delete(4, "a", 2)));
    assertEquals(new Integration.Waiting(), document.integrate(delete(6, "a", 1)));
    assertEquals(1, document.waiting(), "what lies side by side is one range");

    document.integrate(insert("defgh", 4, "a", id(3, "a")));
    assertEquals("abgh", document.text());
    assertEquals(0, document.waiting());
  }

  @Test
  @DisplayName("[TXT8] More waiting operations, or more of their text, than the limit are refused as resync")
  void waitingIsBounded() {
    document.integrate(insert("1234567", 3, "a", id(2, "x")));
    requireRefused(Refusal.RESYNC, insert("1234", 3, "a", id(2, "y")));
    document.integrate(delete(7, "b", 2));
    requireRefused(Refusal.RESYNC, new Delete(List.of(new Span(1, "b", 1), new Span(11, "b", 1))));
    document.integrate(insert("1", 3, "a", id(2, "z")));
    requireRefused(Refusal.RESYNC, insert("1", 3, "a", id(2, "zz")));
    requireRefused(Refusal.RESYNC, delete(20, "b", 1));

    assertEquals(new Integration.Waiting(), document.integrate(insert("1", 3, "a", id(2, "z"))));
    assertEquals(new Integration.Known(), document.integrate(delete(8, "b", 1)));
    assertEquals(3, document.waiting());
  }

  @Test
  @DisplayName("[TXT8] What passes a limit of the document or of an operation is refused as too_large")
  void sizeIsBounded() {
    requireRefused(Refusal.TOO_LARGE, insert("123456789", 1, "a", ElementId.ROOT));
    document.integrate(insert("12345678", 1, "a", ElementId.ROOT));
    document.integrate(insert("12345678", 9, "b", ElementId.ROOT));
    requireRefused(Refusal.TOO_LARGE, insert("1", 17, "c", ElementId.ROOT));
    requireRefused(Refusal.TOO_LARGE, insert("12345", 17, "a", ElementId.ROOT));
    requireRefused(
        Refusal.TOO_LARGE,
        new Delete(List.of(new Span(1, "a", 1), new Span(2, "a", 1), new Span(3, "a", 1), new Span(4, "a", 1))));

    assertEquals(16, document.elements());
  }

  @Test
  @DisplayName("[TXT8] Where the lead is bounded, an operation too far above the clock is refused as invalid_op")
  void leadIsBounded() {
    TextDocument bounded = new TextDocument(1, new Limits(20, 2, 8, 3, 3, 10, 1_000, 5));
    bounded.integrate(insert("ab", 4, "a", ElementId.ROOT));
    Integration far = bounded.integrate(insert("ab", 10, "a", ElementId.ROOT));
    Integration deletedFar = bounded.integrate(delete(6, "a", 6));

    assertEquals(Refusal.INVALID_OP, ((Integration.Refused) far).refusal());
    assertEquals(Refusal.INVALID_OP, ((Integration.Refused) deletedFar).refusal());
    assertEquals(new Integration.Waiting(), bounded.integrate(delete(6, "a", 5)));
    assertEquals(10, bounded.clock());
  }

  @Test
  @DisplayName("[TXT7] Nobody types into ids whose deletion came ahead")
  void deletedAheadCountsAsSeen() {
    document.integrate(delete(1, "a", 9));
    new LocalReplica("a", document).insert(0, "seen");

    assertEquals("seen", document.text());
  }

  @Test
  @DisplayName("[TXT3] A delete may name elements more than once and in any order")
  void deleteMayOverlap() {
    document.integrate(insert("abcdef", 1, "a", ElementId.ROOT));
    document.integrate(new Delete(List.of(new Span(4, "a", 2), new Span(2, "a", 3), new Span(5, "a", 1))));

    assertEquals("af", document.text());
    assertEquals(new Integration.Known(), document.integrate(delete(2, "a", 4)));
  }

  @Test
  @DisplayName("[TXT8] A limit outside of what a document can count is refused")
  void limitsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1, 1, 1, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, 1, 1, 1, 1, (1 << 28) + 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, 1, 1, 1, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new TextDocument(-1, SMALL));
    assertThrows(IllegalArgumentException.class, () -> new LocalReplica("", document));
  }
}
