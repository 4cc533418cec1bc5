package io.tutti.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SweepTest {

  @Test
  @DisplayName("[TXT13] A text that is replaced again and again keeps its words, and does not keep what was deleted")
  void deletedTextIsSweptOut() {
    TextDocument document = TextDocuments.empty();
    LocalReplica ann = new LocalReplica("ann", document);
    LocalReplica bob = new LocalReplica("bob", document);
    ann.insert(0, "kept by ann \u4E2D ");
    bob.insert(document.length(), "kept by bob \uD83D\uDE00 ");
    String kept = document.text();
    for (int round = 0; round < 200; round++) {
      LocalReplica typist = round % 2 == 0 ? ann : bob;
      typist.insert(kept.length() / 2, "x".repeat(1_000));
      typist.delete(kept.length() / 2, 1_000);
    }

    assertEquals(kept, document.text());
    assertEquals(kept.length(), document.utf16Offset(document.length()));
    ann.insert(0, "> ");
    assertEquals("> " + kept, document.text());
    int units = document.contents().replicas.all().stream().mapToInt(replica -> replica.content.size()).sum();
    assertTrue(units < 40_000, units + " code points are kept");
  }

  @Test
  @DisplayName("[TXT13] An empty document takes under 4 KB of columns, so that a session may hold many")
  void emptyDocumentIsSmall() {
    TextDocument document = TextDocuments.empty();

    assertEquals(4, document.contents().tree.first().lamport.length);
    assertEquals(0, document.contents().replicas.size());
  }
}
