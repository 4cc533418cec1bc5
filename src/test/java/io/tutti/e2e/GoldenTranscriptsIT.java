package io.tutti.e2e;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What was recorded from the original server happens here too, but for what is known to differ")
@ExtendWith(SharedServer.class)
@Timeout(60)
class GoldenTranscriptsIT {

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "join-two-users-update", "conflict-and-resolution", "reconnect-resync", "history", "redis/history", "rest",
    "everyone-leaves-then-return", "redis/everyone-leaves-then-return", "delete-session"
  })
  @DisplayName("[ENV1] [ENV3] [ENV4] [ENV5] what clients of the original do is answered as it was")
  void answersAsTheOriginalDid(String recording, RunningServer server) {
    new Replay(server, Recording.read(recording)).play();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "broken-auth-without-payload", "broken-binary", "broken-malformed-json", "broken-non-number", "broken-not-an-object",
    "conflict-three-users-wrong-name", "out-of-range-and-unknown", "same-user-two-tabs", "unauthorised"
  })
  @DisplayName("[TRI1] [TRI3] [TRI4] [TRI5] [TRI6] [TRI7] [TRI8] [TRI9] [TRI11] what shows the original's faults shows none here")
  void hasNoneOfTheFaults(String recording, RunningServer server) {
    new Replay(server, Recording.read(recording)).play();
  }
}
