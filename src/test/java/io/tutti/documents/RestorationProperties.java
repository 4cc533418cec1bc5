package io.tutti.documents;

import static io.tutti.documents.Shelf.insert;
import static io.tutti.documents.Shelf.taken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.Verdict;
import io.tutti.text.Affinity;
import io.tutti.text.Anchor;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Integration;
import io.tutti.text.Limits;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import io.tutti.text.TextDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * People delete and bring back parts of a text whose characters are all different and in ascending order: so that what is
 * there twice, or in another place, is seen.
 */
class RestorationProperties {
  private static final String TEXT = "0123456789ABCDEFGHIJ\uD83D\uDE00\uD83D\uDE01";
  private static final int LENGTH = TEXT.codePointCount(0, TEXT.length());

  private Shelf shelf = new Shelf();
  private final List<Person> people = new ArrayList<>();

  /** Somebody with a text that may be behind the server's. */
  private final class Person {
    final String name;
    final TextDocument text = new TextDocument(1, Limits.DEFAULT);
    final List<DocumentEvent> unheard = new ArrayList<>();
    /** What they deleted: ids and what these said. */
    final List<Insert> gone = new ArrayList<>();

    Person(String name) {
      this.name = name;
    }

    void hear() {
      unheard.forEach(event -> take(((DocumentEvent.Edited) event).operations()));
      unheard.clear();
    }

    void take(List<Operation> operations) {
      for (Operation operation : operations) {
        assertTrue(!(text.integrate(operation) instanceof Integration.Refused), operation::toString);
      }
    }

    Delete delete(int index, int count) {
      Delete delete = text.deletion(index, count);
      int at = index;
      for (Span span : delete.spans()) {
        String said = text.text(at, at + (int) span.count());
        gone.add(new Insert(said, new ElementId(span.lamport(), span.replica()), ElementId.ROOT));
        at += (int) span.count();
      }
      return delete;
    }

    /** Brings back one part of what they deleted: whole, as a client does that knows of nobody else. */
    Insert restore(int which) {
      Insert old = gone.remove(which);
      int count = old.text().codePointCount(0, old.text().length());
      return new Insert(old.text(), new ElementId(text.clock() + 1, name), old.id(),
          List.of(new Span(old.id().lamport(), old.id().replica(), count)));
    }
  }

  private void send(Person person, List<Operation> operations) {
    person.take(operations);
    int before = shelf.log.size();
    Verdict<DocumentEvent> verdict = shelf.edit(operations.toArray(Operation[]::new));
    assertTrue(verdict instanceof Verdict.Accepted, verdict::toString);
    for (DocumentEvent event : shelf.log.subList(before, shelf.log.size())) {
      people.forEach(one -> one.unheard.add(event));
    }
  }

  private void begin(int count) {
    shelf = new Shelf();
    people.clear();
    taken(1, shelf.edit(insert(TEXT, 1, "first", ElementId.ROOT)));
    for (int at = 0; at < count; at++) {
      Person person = new Person("p" + at);
      person.unheard.addAll(shelf.log);
      person.hear();
      people.add(person);
    }
  }

  private void requireInOrderAndOnce() {
    int[] points = shelf.text().codePoints().toArray();
    assertTrue(IntStream.range(1, points.length).allMatch(at -> points[at - 1] < points[at]), shelf::text);
  }

  private void requireAlike() {
    people.forEach(person -> {
      person.hear();
      assertEquals(shelf.text(), person.text.text());
    });
    List<DocumentEvent> any = new ArrayList<>(shelf.log);
    Collections.shuffle(any, new Random(any.size()));
    TextDocument late = new TextDocument(1, Limits.DEFAULT);
    any.forEach(event -> ((DocumentEvent.Edited) event).operations().forEach(late::integrate));
    assertEquals(shelf.text(), late.text());
    for (int at = 1; at <= LENGTH; at++) {
      ElementId id = new ElementId(at, "first");
      int codePoint = TEXT.codePointAt(TEXT.offsetByCodePoints(0, at - 1));
      boolean there = shelf.text().indexOf(codePoint) >= 0;
      for (TextDocument text : List.of(late, people.get(0).text)) {
        int index = text.index(new Anchor(id, Affinity.RIGHT)).orElseThrow();
        assertTrue(!there || text.text(index, index + 1).codePointAt(0) == codePoint, () -> id + " in " + text.text());
      }
    }
  }

  @Property(tries = 600)
  @Label("[DOC22] [DOC23] Whoever deletes and brings back at once: all is there once, in its order, and anchors are where they were")
  void onceAndInOrder(@ForAll @IntRange(min = 2, max = 4) int count, @ForAll @IntRange(min = 1, max = 40) int steps, @ForAll Random random) {
    begin(count);
    for (int step = 0; step < steps; step++) {
      Person person = people.get(random.nextInt(count));
      if (random.nextInt(3) == 0) {
        person.hear();
      }
      for (int more = random.nextInt(3); more >= 0; more--) {
        Operation operation = operation(person, random);
        if (operation != null) {
          send(person, List.of(operation));
          requireInOrderAndOnce();
        }
      }
      if (random.nextInt(12) == 0) {
        shelf.restart();
      }
    }
    requireAlike();
    assertEquals(shelf.text(), shelf.replayed().view("main").text());
    assertEquals(shelf.documents.view("main").restorations(), shelf.replayed().view("main").restorations());
    people.forEach(person -> {
      while (!person.gone.isEmpty()) {
        send(person, List.of(person.restore(person.gone.size() - 1)));
        requireInOrderAndOnce();
      }
    });
    requireAlike();
    assertEquals(TEXT, shelf.text());
  }

  private static @Nullable Operation operation(Person person, Random random) {
    int length = person.text.length();
    if (random.nextBoolean() && length > 0) {
      int from = random.nextInt(length);
      return person.delete(from, 1 + random.nextInt(Math.min(6, length - from)));
    }
    return person.gone.isEmpty() ? null : person.restore(random.nextInt(person.gone.size()));
  }

  @Example
  @Label("[DOC23] Two who undo deletions that overlap get 0123456789 back, and not a part of it twice")
  void overlappingUndos() {
    taken(1, shelf.edit(insert("0123456789", 1, "z", ElementId.ROOT)));
    taken(1, shelf.edit(Shelf.delete(4, "z", 3), Shelf.delete(3, "z", 6)));
    Insert inner = new Insert("345", new ElementId(11, "ann"), new ElementId(4, "z"), List.of(new Span(4, "z", 3)));
    Insert outer = new Insert("234567", new ElementId(11, "bob"), new ElementId(3, "z"), List.of(new Span(3, "z", 6)));
    taken(1, shelf.edit(inner));
    taken(1, shelf.edit(outer));
    assertEquals("0123456789", shelf.text());
    assertEquals(1, shelf.log.size() - 3);
    assertEquals(4, ((DocumentEvent.Edited) shelf.log.get(3)).added());
    shelf.restart();
    assertEquals(OptionalInt.of(4), shelf.documents.index("main", new Anchor(new ElementId(5, "z"), Affinity.RIGHT)));
    assertEquals(shelf.documents.shifted(new DocumentEvent.Compacted("main", 2, 5), new ElementId(5, "z")), new ElementId(5, "e2"));
    taken(1, shelf.compact("main"));
    assertEquals(List.of(), shelf.documents.view("main").restorations());
  }

  @Example
  @Label("[DOC22] What an insert brings back is one element for each of its code points, else it is invalid")
  void otherThanInserted() {
    taken(1, shelf.edit(insert("ab", 1, "z", ElementId.ROOT), Shelf.delete(1, "z", 2)));
    for (Span span : List.of(new Span(1, "z", 1), new Span(1, "z", 3), new Span(0, "z", 2), new Span(1, "", 2))) {
      Shelf.refused(ErrorCode.INVALID_OP,
          shelf.edit(new Insert("ab", new ElementId(3, "y"), new ElementId(1, "z"), List.of(span))));
    }
    taken(1, shelf.edit(new Insert("ab", new ElementId(3, "y"), new ElementId(1, "z"), List.of(new Span(1, "z", 2)))));
    assertEquals("ab", shelf.text());
  }
}
