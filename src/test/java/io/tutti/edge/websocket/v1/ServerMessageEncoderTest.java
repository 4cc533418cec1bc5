package io.tutti.edge.websocket.v1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the server says in the native protocol")
class ServerMessageEncoderTest {

  /** The edge counts in {@code long}, the hub in {@code int}. */
  @ParameterizedTest
  @ValueSource(classes = {Integer.class, Long.class})
  @DisplayName("[ERR4] [ERR10] A refusal says beside its details when to try again, whoever has counted it")
  void retries(Class<?> type) {
    Number millis = type == Integer.class ? Integer.valueOf(100) : Long.valueOf(100);
    assertEquals("{\"type\":\"error\",\"timestamp\":\"1970-01-01T00:00:00.000Z\",\"payload\":{\"code\":\"rate_limited\","
            + "\"message\":\"Too fast\",\"ref\":\"r\",\"retryAfterMs\":100,\"details\":{\"retryAfterMs\":100}},\"ref\":\"r\"}",
        ServerMessageEncoder.text(new PersonalMessage.Refused(
            ErrorCode.RATE_LIMITED, "Too fast", Map.of("retryAfterMs", millis), 0, "r")));
  }
}
