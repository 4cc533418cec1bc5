package io.tutti.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.text.Limits;
import io.tutti.text.LocalReplica;
import io.tutti.text.Operation;
import io.tutti.text.TextDocument;
import io.tutti.text.Trace;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedSessionsTest {

  private static void requireEnd(Trace trace, List<Operation> operations, int batch) {
    Shelf shelf = new Shelf();
    for (int at = 0; at < operations.size(); at += batch) {
      List<Operation> edit = operations.subList(at, Math.min(at + batch, operations.size()));
      Shelf.taken(1, shelf.give(new DocumentCommand.Edit("main", 1, edit, false)));
      if (at % 1_000 == 0) {
        shelf.documents.opening("main");
      }
    }
    assertEquals(trace.endContent(), shelf.text());
    assertEquals(trace.endContent(), shelf.replayed().view("main").text());
    shelf.restart();
    assertEquals(trace.endContent(), shelf.text());
  }

  @ParameterizedTest
  @CsvSource({"sveltecomponent, 1", "sveltecomponent, 40", "automerge-paper, 1", "automerge-paper, 1000"})
  @DisplayName("[DOC4] A recorded session sent as edits ends in the recorded text, live, from the log and from a snapshot")
  void recorded(String name, int batch) {
    Trace trace = Trace.read(name);
    LocalReplica typist = new LocalReplica("typist", new TextDocument(1, Limits.DEFAULT));
    requireEnd(trace, trace.typed(typist), batch);
  }

  @Test
  @DisplayName("[DOC4] A recorded session of two people sent as edits ends in the recorded text")
  void recordedTogether() {
    Trace trace = Trace.read("friendsforever");
    List<Operation> operations = trace.typedTogether();
    requireEnd(trace, operations, 1);
    requireEnd(trace, operations, 7);
  }
}
