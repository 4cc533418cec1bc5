package io.tutti.e2e;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What was recorded from the LLM Session Manager happens here too, but for what is known to differ")
@ExtendWith(PeopleServer.class)
@Timeout(60)
class LlmRecordingsIT {

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "join-two-users-leave", "chat-comment-reaction", "cursor-viewport-presence", "session-update", "refused"
  })
  @DisplayName("[LSM4] [LSM5] [LSM6] [LSM7] [LSM10] what clients of the original do is answered as it was")
  void answersAsTheOriginalDid(String recording, RunningServer server) {
    new LlmReplay(server, Recording.read("llm-session-manager", recording)).play();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "viewer-denied", "two-tabs-of-one-user", "broken-array", "broken-binary", "broken-malformed-json", "broken-number-content",
    "broken-unknown-type"
  })
  @DisplayName("[LSM13] [LSM15] [LSM16] [LSM17] what shows the original's faults shows none here")
  void hasNoneOfTheFaults(String recording, RunningServer server) {
    new LlmReplay(server, Recording.read("llm-session-manager", recording)).play();
  }
}
