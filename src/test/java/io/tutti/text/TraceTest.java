package io.tutti.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

  @ParameterizedTest
  @ValueSource(strings = {"sveltecomponent", "automerge-paper"})
  @DisplayName("[TXT1] A recorded session, typed by index and replayed by another replica, ends in the recorded text")
  void recordedSessionEndsInItsText(String name) {
    Trace trace = Trace.read(name);
    LocalReplica typist = new LocalReplica("typist", new TextDocument(1, Limits.DEFAULT));
    List<Operation> operations = trace.typed(typist);
    TextDocument remote = new TextDocument(1, Limits.DEFAULT);
    StringBuilder editor = new StringBuilder();
    for (Operation operation : operations) {
      TextDocuments.show(remote.integrate(operation), editor);
    }

    assertEquals(trace.endContent(), typist.document().text());
    assertEquals(trace.endContent(), remote.text());
    assertEquals(trace.endContent(), editor.toString());
  }

  @Test
  @DisplayName("[TXT1] A recorded session of two people ends in the recorded text, whoever's operations come first")
  void sessionOfTwoEndsInItsText() {
    Trace trace = Trace.read("friendsforever");
    List<Operation> operations = trace.typedTogether();
    TextDocument inOrder = new TextDocument(1, Limits.DEFAULT);
    operations.forEach(inOrder::integrate);
    Limits patient = new Limits(1 << 24, 9, 999, 999, 1 << 20, 1 << 20, 999, ElementId.MAX_LAMPORT);
    TextDocument oneAfterTheOther = new TextDocument(1, patient);
    for (String agent : List.of("agent1", "agent0")) {
      operations.stream()
          .filter(operation -> operation.match(
              insert -> insert.id().replica().equals(agent), delete -> agent.equals("agent0")))
          .forEach(oneAfterTheOther::integrate);
    }

    assertEquals(trace.endContent(), inOrder.text());
    assertEquals(trace.endContent(), oneAfterTheOther.text());
    assertEquals(0, oneAfterTheOther.waiting());
  }
}
