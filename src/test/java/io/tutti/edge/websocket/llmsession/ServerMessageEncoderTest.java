package io.tutti.edge.websocket.llmsession;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the server says in the LLM Session Manager's dialect")
class ServerMessageEncoderTest {

  @Test
  @DisplayName("[LSM13] [ERR10] A refusal says when to try again, whether the edge or the hub has counted it")
  void retries() {
    for (Number millis : new Number[] {100, 100L}) {
      String text = ServerMessageEncoder.text(
          new ServerMessage.Refused(ErrorCode.RATE_LIMITED, "Too fast", Map.of("retryAfterMs", millis), 0));
      assertTrue(text.endsWith(",\"retry_after_ms\":100}"), text);
    }
  }
}
