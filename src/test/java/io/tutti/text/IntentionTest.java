package io.tutti.text;

import static io.tutti.text.TextDocuments.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IntentionTest {
  private final LocalReplica ann = new LocalReplica("ann", TextDocuments.empty());
  private final LocalReplica bob = new LocalReplica("bob", TextDocuments.empty());

  private static List<Operation> type(LocalReplica who, int index, String text) {
    List<Operation> typed = new ArrayList<>();
    for (int at = 0; at < text.length(); at++) {
      typed.add(who.insert(index + at, text.substring(at, at + 1)));
    }
    return typed;
  }

  private void share(List<Operation> ofAnn, List<Operation> ofBob) {
    ofAnn.forEach(bob.document()::integrate);
    ofBob.forEach(ann.document()::integrate);
    assertEquals(ann.document().text(), bob.document().text());
  }

  @Test
  @DisplayName("[TXT4] Two words typed at the same place at once stand side by side and do not interleave")
  void wordsDoNotInterleave() {
    share(type(ann, 0, "()"), List.of());
    share(type(ann, 1, "salt"), type(bob, 1, "pepper"));

    assertTrue(List.of("(saltpepper)", "(peppersalt)").contains(ann.document().text()), ann.document().text());
  }

  @Test
  @DisplayName("[TXT4] Text typed into the middle stays there, although more was typed behind that place before")
  void textInTheMiddleStays() {
    share(type(ann, 0, "one three four five"), List.of());
    share(List.of(), type(bob, 4, "two "));

    assertEquals("one two three four five", ann.document().text());
  }

  @Test
  @DisplayName("[TXT4] After the same element the greater lamport stands nearer, then the greater replica by code points")
  void greaterStandsNearer() {
    TextDocument document = TextDocuments.empty();
    String tilde = "\uFF5E";
    String smile = "\uD83D\uDE00";
    document.integrate(new Insert("3", id(1, "a"), ElementId.ROOT));
    document.integrate(new Insert("2", id(1, tilde), ElementId.ROOT));
    document.integrate(new Insert("1", id(1, smile), ElementId.ROOT));
    document.integrate(new Insert("0", id(2, "A"), ElementId.ROOT));

    assertEquals("0123", document.text());
    assertTrue(tilde.compareTo(smile) > 0, "in UTF-16 units the order is the other one");
  }

  @Test
  @DisplayName("[TXT4] A word that is replaced while somebody types into it loses no typed letter")
  void typingIntoReplacedWordSurvives() {
    share(type(ann, 0, "colour"), List.of());
    List<Operation> ofAnn = new ArrayList<>(List.of(ann.delete(0, 6)));
    ofAnn.addAll(type(ann, 0, "shade"));
    share(ofAnn, type(bob, 3, "X"));

    assertEquals("shadeX", ann.document().text());
  }

  @Test
  @DisplayName("[TXT4] A replica that types after hearing of others goes on above every lamport it has seen")
  void clockIsAboveAllSeen() {
    ann.document().integrate(new Insert("x", id(41, "zoe"), id(40, "zoe")));

    assertEquals(id(42, "ann"), ann.insert(0, "y").id());
  }
}
