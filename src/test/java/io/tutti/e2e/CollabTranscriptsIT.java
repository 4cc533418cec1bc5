package io.tutti.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What was recorded from the original collab-engine server happens here too, but for what is known to differ")
@ExtendWith(SharedServer.class)
@Timeout(60)
class CollabTranscriptsIT {

  private static void play(RunningServer server, String recording, CollabReplay.Differences differences) {
    new CollabReplay(server, Recording.read("collab-engine", recording), differences).play();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "join-and-type", "reconnect-replay", "resync-when-current-or-ahead", "refused-array", "refused-empty-client",
    "refused-not-json", "refused-op-first", "refused-unknown-type", "violation-client-mismatch", "violation-doc-mismatch",
    "violation-malformed-json", "violation-second-hello", "violation-two-chars", "violation-unknown-type"
  })
  @DisplayName("[CE3] [CE4] [CE5] [CE11] [CE12] [CE13] answers and closes are those of the original")
  void asTheOriginal(String recording, RunningServer server) {
    play(server, recording, CollabReplay.Differences.NONE);
  }

  @Test
  @DisplayName("[CE2] [CE9] a number in a string is none")
  void lenientValues(RunningServer server) {
    play(server, "lenient-values", new CollabReplay.Differences(
        Set.of(), Map.of("A", "1002 protocol: invalid hello"), Map.of(), Map.of()));
  }

  @Test
  @DisplayName("[CE14] a binary frame is no internal error")
  void binary(RunningServer server) {
    play(server, "refused-binary", new CollabReplay.Differences(
        Set.of(), Map.of("A", "1003 text frames only"), Map.of(), Map.of()));
  }

  @Test
  @DisplayName("[CE9] [CE15] what waits and what is known has its number; a taken id is refused elsewhere, and the root's deletion has no number")
  void outOfOrder(RunningServer server) {
    play(server, "out-of-order-and-duplicates", new CollabReplay.Differences(
        Set.of("same-id-other-value", "A-6"), Map.of(), Map.of(), Map.of()));
  }

  @Test
  @DisplayName("[CE8] of two that were inserted at one place the newer stands first")
  void concurrent(RunningServer server) {
    play(server, "two-users-concurrent", new CollabReplay.Differences(Set.of(), Map.of(), Map.of("C", "Ayx"), Map.of()));
  }

  @Test
  @DisplayName("[CE4] [CE24] 300 missed operations are replayed, 502 are not")
  void farBehind(RunningServer server) {
    CollabReplay replay = new CollabReplay(server, Recording.read("collab-engine", "too-far-behind"),
        new CollabReplay.Differences(Set.of(), Map.of(), Map.of(), Map.of("missed300", 300)));
    String document = replay.document("doc-mwpo3cy0-far");
    try (CollabClient writer = CollabClient.open(server, document, "w")) {
      for (int n = 1; n <= 503; n++) {
        JsonObject op = n % 2 == 1 ? CollabClient.ins(CollabClient.ROOT, CollabClient.id(n, "w"), "x")
            : CollabClient.del(CollabClient.id(n - 1, "w"));
        writer.send("m" + n, op);
      }
      writer.echo("m503");
      replay.play();
      List<JsonObject> echoes = writer.echoes();
      assertEquals(503, echoes.size());
    }
  }
}
