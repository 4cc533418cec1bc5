package io.tutti.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastScanTest {

  private final BroadcastScan scan = new BroadcastScan("param:broadcast");
  private final List<String> found = new ArrayList<>();

  private void read(String message) {
    byte[] framed = ("\"p9\":1" + message + "\"p9\":1").getBytes(StandardCharsets.UTF_8);
    scan.read(framed, 6, framed.length - 6, (sender, value) -> found.add(sender + "=" + value));
  }

  @ParameterizedTest
  @DisplayName("[BENCH1] a value is the same number however it is written")
  @CsvSource({
      "123456, 123456", "123456.0, 123456", "1.23456E5, 123456", "1.23456e+5, 123456", "12345600e-2, 123456",
      "0, 0", "0.0, 0", "9.99E2, 999", "123456.4, 123456", "123456.6, 123457", "1E15, 1000000000000000",
      "4.5000001234E10, 45000001234", "true, -1", "null, -1"
  })
  void numbers(String written, long value) {
    read("{\"type\":\"param:broadcast\",\"payload\":{\"params\":{\"p3\":" + written + "}}}");
    assertEquals(List.of("3=" + value), found);
  }

  @Test
  @DisplayName("[BENCH1] the series number is found before and behind the payload, and a name that looks like a parameter is none")
  void members() {
    read("{\"type\":\"param:broadcast\",\"seq\":17,\"payload\":{\"userId\":\"p7\",\"params\":{\"p3\" : 5,\"p12\":6.0}}}");
    assertEquals(17, scan.seq());
    assertEquals(List.of("3=5", "12=6"), found);
    read("{\"type\":\"param:broadcast\",\"payload\":{\"params\":{\"p3\":5},\"baseSeq\":3},\"seq\": 18}");
    assertEquals(18, scan.seq());
  }

  @Test
  @DisplayName("[BENCH1] a message without a series number says so")
  void none() {
    read("{\"type\":\"presence:changed\",\"payload\":{}}");
    assertEquals(-1, scan.seq());
    assertEquals(List.of(), found);
  }

  @Test
  @DisplayName("[BENCH1] a value is found at the beginning of a message's text and in the id of what was typed")
  void elsewhere() {
    read("{\"type\":\"chat:message\",\"seq\":4,\"payload\":{\"message\":{\"id\":\"m1\",\"content\":\"p3=17 and p4=18\",\"seq\":9}}}");
    assertEquals(4, scan.seq());
    read("{\"type\":\"doc:ops\",\"seq\":5,\"payload\":{\"ops\":[{\"ins\":\"x\",\"id\":[21,\"p12\"],\"after\":[20,\"p12\"]}]}}");
    assertEquals(List.of("3=17", "12=21"), found);
  }

  @ParameterizedTest
  @DisplayName("[BENCH1] messages are told apart by their type")
  @CsvSource({
      "param:broadcast, SHOWN", "param:update, EVENT", "auth:success, JOINED", "auth:failed, REFUSED", "error, ERROR",
      "story:failed, ERROR", "doc:stale, ERROR",
      "ack, ANSWER", "pong, ANSWER", "conflict:detected, ANSWER", "session:joined, EVENT", "param:broadcaster, SHOWN"
  })
  void kinds(String type, BroadcastScan.Kind kind) {
    byte[] first = ("{\"type\":\"" + type + "\",\"payload\":{}}").getBytes(StandardCharsets.UTF_8);
    assertEquals(kind, scan.kind(first, 0, first.length));
    byte[] later = ("{\"seq\":1, \"type\": \"" + type + "\"}").getBytes(StandardCharsets.UTF_8);
    assertEquals(kind, scan.kind(later, 0, later.length));
  }
}
