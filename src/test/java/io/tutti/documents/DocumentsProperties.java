package io.tutti.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.Verdict;
import io.tutti.text.Forest;
import io.tutti.text.NaiveText;
import io.tutti.text.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DocumentsProperties {
  /** Code points that are typed once each: CJK, of which there are enough. */
  private static final int FIRST_LETTER = 0x4E00;

  @Property(tries = 500)
  @Label("[DOC4] [DOC5] Operations in any order, some twice, with restarts between, are read as the rule says")
  void anyOrderIsReadByTheRule(
      @ForAll @IntRange(min = 1, max = 120) int inserts, @ForAll boolean always, @ForAll Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    NaiveText naive = new NaiveText();
    operations.forEach(naive::integrate);
    List<Operation> delivered = new ArrayList<>(operations);
    delivered.addAll(operations.subList(0, random.nextInt(operations.size())));
    Collections.shuffle(delivered, random);
    Shelf shelf = new Shelf();
    int edits = 0;
    for (int at = 0; at < delivered.size(); edits++) {
      int end = Math.min(delivered.size(), at + 1 + random.nextInt(6));
      var verdict = shelf.give(new DocumentCommand.Edit("main", 1, delivered.subList(at, end), always));
      if (verdict instanceof Verdict.Refused<DocumentEvent> refused) {
        throw new AssertionError(refused.message());
      }
      if (random.nextInt(9) == 0) {
        shelf.restart();
      }
      if (random.nextInt(5) == 0) {
        shelf.documents.opening("main");
      }
      at = end;
    }

    assertEquals(naive.text(), shelf.text());
    if (always) {
      assertEquals(edits, shelf.log.size());
    }
    requireSame(shelf.documents, shelf.replayed());
  }

  @Property(tries = 300)
  @Label("[DOC13] [DOC14] Writers meet new epochs and restarts, end alike, and lose and double nothing")
  void writersConverge(
      @ForAll @IntRange(min = 2, max = 8) int writers,
      @ForAll @IntRange(min = 1, max = 300) int steps,
      @ForAll Random random) {
    Shelf shelf = new Shelf();
    List<Writer> people = new ArrayList<>();
    for (int at = 0; at < writers; at++) {
      String name = at < Forest.REPLICAS.size() ? Forest.REPLICAS.get(at) : "r" + at;
      people.add(new Writer(name, shelf, random));
    }
    int typed = 0;
    for (int step = 0; step < steps; step++) {
      Writer writer = people.get(random.nextInt(writers));
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> writer.type(Character.toString(FIRST_LETTER + typed++));
        case 3 -> writer.type("##");
        case 4, 5 -> writer.delete();
        case 6, 7 -> writer.hear();
        case 8 -> shelf.restart();
        case 9 -> shelf.compact("main");
        default -> writer.send();
      }
    }
    people.forEach(Writer::finish);
    people.forEach(Writer::finish);

    for (Writer writer : people) {
      assertEquals(shelf.text(), writer.document().text());
      assertEquals(shelf.documents.view("main").runs(), writer.document().runs());
    }
    int[] letters = shelf.text().codePoints().filter(letter -> letter != '#').sorted().toArray();
    assertEquals(typed, letters.length);
    for (int at = 0; at < typed; at++) {
      assertEquals(FIRST_LETTER + at, letters[at]);
    }
    requireSame(shelf.documents, shelf.replayed());
    requireSame(shelf.documents, Documents.restored(shelf.documents.snapshots()));
  }

  @Property(tries = 200)
  @Label("[DOC16] The text at any place of the log is the one that was there")
  void pastIsAsItWas(@ForAll @IntRange(min = 1, max = 40) int inserts, @ForAll Random random) {
    Shelf shelf = new Shelf();
    List<String> texts = new ArrayList<>();
    List<DocumentSnapshot> snapshots = new ArrayList<>();
    for (Operation operation : Forest.grow(inserts, random)) {
      shelf.edit("main", 1, operation);
      while (texts.size() < shelf.log.size()) {
        texts.add(shelf.text());
        snapshots.add(shelf.documents.snapshots().get(0));
      }
    }
    int begin = random.nextInt(texts.size());
    TextAtPast past = TextAtPast.from(snapshots.get(begin));
    for (int at = begin; at < texts.size(); at++) {
      past.pass(shelf.log.get(at));
      assertEquals(texts.get(at), past.text());
    }
  }

  private static void requireSame(Documents expected, Documents actual) {
    assertEquals(expected.list(), actual.list());
    assertEquals(expected.view("main").text(), actual.view("main").text());
    assertEquals(expected.view("main").runs(), actual.view("main").runs());
    for (long docSeq = 0; docSeq <= expected.docSeq("main"); docSeq++) {
      assertEquals(expected.seqOf("main", docSeq), actual.seqOf("main", docSeq));
    }
  }
}
