package io.tutti.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ConvergenceProperties {

  @Property(tries = 400)
  @Label("[TXT2] Replicas that edit at once and hear of each other in any order, some things twice, end alike")
  void editsInAnyOrderConverge(
      @ForAll @IntRange(min = 2, max = 8) int replicas,
      @ForAll @IntRange(min = 1, max = 150) int steps,
      @ForAll Random random) {
    Crowd crowd = new Crowd(replicas, random);
    for (int step = 0; step < steps; step++) {
      crowd.step();
    }
    crowd.deliverAll();

    crowd.requireAgreement();
  }

  @Property(tries = 400)
  @Label("[TXT2] Any tree of inserts, its operations in any order, is read as the rule says")
  void anyTreeIsReadByTheRule(@ForAll @IntRange(min = 1, max = 120) int inserts, @ForAll Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    NaiveText naive = new NaiveText();
    TextDocument document = TextDocuments.empty();
    StringBuilder editor = new StringBuilder();
    operations.forEach(naive::integrate);
    for (Operation operation : twiceInAnyOrder(operations, random)) {
      TextDocuments.show(document.integrate(operation), editor);
    }

    assertEquals(naive.text(), document.text());
    assertEquals(naive.text(), editor.toString());
    assertEquals(0, document.waiting());
  }

  @Property(tries = 8)
  @Label("[TXT2] A tree of many thousands of inserts in any order is read as the rule says")
  void largeTreeIsReadByTheRule(@ForAll Random random) {
    List<Operation> operations = Forest.grow(9_000, random);
    NaiveText naive = new NaiveText();
    operations.forEach(naive::integrate);
    Collections.shuffle(operations.subList(4_000, operations.size()), random);
    TextDocument document = TextDocuments.empty();
    for (Operation operation : operations) {
      assertFalse(document.integrate(operation) instanceof Integration.Refused);
    }

    assertEquals(naive.text(), document.text());
    assertInstanceOf(
        Loaded.Whole.class, TextDocument.ofRuns(1, document.runs(), document.text(), Limits.DEFAULT));
  }

  @Property(tries = 200)
  @Label("[TXT3] Integrating an operation again is known, and changes nothing")
  void repeatedOperationIsKnown(@ForAll @IntRange(min = 1, max = 80) int inserts, @ForAll Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    TextDocument document = TextDocuments.empty();
    operations.forEach(document::integrate);
    byte[] before = Snapshot.encode(document);
    for (Operation operation : twiceInAnyOrder(operations, random)) {
      assertEquals(new Integration.Known(), document.integrate(operation));
    }

    assertEquals(List.of(), differences(before, Snapshot.encode(document)));
  }

  private static List<Integer> differences(byte[] left, byte[] right) {
    int at = Arrays.mismatch(left, right);
    return at < 0 ? List.of() : List.of(at);
  }

  private static List<Operation> twiceInAnyOrder(List<Operation> operations, Random random) {
    List<Operation> twice = new ArrayList<>(operations);
    twice.addAll(operations);
    Collections.shuffle(twice, random);
    return twice;
  }
}
