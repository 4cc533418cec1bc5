package io.tutti.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is foreseen of a list of operations is compared with what becomes of them when they are integrated. */
class ForesightProperties {
  private static final Limits TIGHT = new Limits(24, 3, 3, 3, 5, 9, 1 << 20, 16);
  private static final List<String> REPLICAS = List.of("a", "b", "c", "d");

  @Property(tries = 30_000)
  @Label("[DOC3] Operations that are foreseen to be taken are taken, and the first one that is not is named with its reason")
  void whatIsForeseenHappens(
      @ForAll boolean tight,
      @ForAll @IntRange(max = 30) int before,
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll Random random) {
    TextDocument document = new TextDocument(1, tight ? TIGHT : Limits.DEFAULT);
    for (int at = 0; at < before; at++) {
      document.integrate(operation(random));
    }
    List<Operation> operations = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      boolean again = at > 0 && random.nextInt(6) == 0;
      operations.add(again ? operations.get(random.nextInt(at)) : operation(random));
    }
    byte[] untouched = Snapshot.encode(document);
    int waiting = document.waiting();

    Outlook outlook = document.foresee(operations);

    assertArrayEquals(untouched, Snapshot.encode(document), "foreseeing changes nothing");
    if (outlook instanceof Outlook.Refused refused) {
      integrateAll(document, operations.subList(0, refused.index()));
      Integration happened = document.integrate(operations.get(refused.index()));
      boolean strict = refused.because().refusal() == Refusal.RESYNC && !(happened instanceof Integration.Refused);
      assertTrue(strict || refused.because().equals(happened), () -> refused + " but " + happened);
      return;
    }
    integrateAll(document, operations);
    if (outlook instanceof Outlook.Changes changes) {
      int more = document.waiting() - waiting;
      assertTrue(more <= changes.waiting(), () -> more + " more wait, and not " + changes.waiting());
    } else {
      assertArrayEquals(untouched, Snapshot.encode(document), "nothing was to change");
    }
  }

  private static void integrateAll(TextDocument document, List<Operation> operations) {
    for (Operation operation : operations) {
      Integration happened = document.integrate(operation);
      assertTrue(!(happened instanceof Integration.Refused), happened::toString);
    }
  }

  /** Few ids and few letters, so that everything meets everything. */
  private static Operation operation(Random random) {
    if (random.nextInt(3) == 0) {
      List<Span> spans = new ArrayList<>();
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        spans.add(new Span(lamport(random), replica(random), random.nextInt(8)));
      }
      return new Delete(spans);
    }
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(5); left >= 0; left--) {
      text.append(random.nextInt(9) == 0 ? "\uD83D\uDE00" : "x");
    }
    ElementId id = new ElementId(lamport(random), replica(random));
    ElementId near = new ElementId(Math.max(0, id.lamport() - 1 - random.nextInt(3)), replica(random));
    return new Insert(text.toString(), id, near.lamport() == 0 || random.nextInt(3) == 0 ? ElementId.ROOT : near);
  }

  private static long lamport(Random random) {
    return random.nextInt(40) == 0 ? random.nextInt(60) : random.nextInt(14);
  }

  private static String replica(Random random) {
    return REPLICAS.get(random.nextInt(random.nextInt(5) == 0 ? 4 : 2));
  }

  @Example
  @Label("[DOC3] A thousand inserts, each after the one before it, are foreseen as one change")
  void chainIsForeseen() {
    TextDocument document = TextDocuments.empty();
    List<Operation> operations = new ArrayList<>();
    ElementId after = ElementId.ROOT;
    for (int lamport = 1; lamport <= 1_000; lamport++) {
      ElementId id = new ElementId(lamport, "ann");
      operations.add(new Insert("x", id, after));
      after = id;
    }
    assertEquals(new Outlook.Changes(0), document.foresee(operations));
  }

  @Example
  @Label("[DOC3] Of two that waited for the same id, the one that stands nearer to the front has it, as when integrating")
  void releaseKeepsItsOrder() {
    Insert late = new Insert("x", new ElementId(9, "a"), new ElementId(2, "b"));
    Insert early = new Insert("y", new ElementId(9, "a"), new ElementId(1, "b"));
    Insert both = new Insert("pq", new ElementId(1, "b"), ElementId.ROOT);
    TextDocument document = TextDocuments.empty();
    document.integrate(late);

    Outlook outlook = document.foresee(List.of(early, both, late));

    integrateAll(document, List.of(early, both));
    assertEquals(new Outlook.Refused(2, (Integration.Refused) document.integrate(late)), outlook);
    assertEquals("pyq", document.text());
  }
}
