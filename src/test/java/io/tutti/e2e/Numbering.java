package io.tutti.e2e;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks the numbers that one connection saw (rules ENV3, ENV4): after its welcome every event has the next number, an
 * acknowledgement either the next one (it stands for the connection's own event) or the last one, and an answer the last one.
 * Confined to one thread at a time.
 */
final class Numbering {

  private static final Set<String> ANSWERS = Set.of("session:state", "conflict:detected");
  private static final Set<String> UNNUMBERED = Set.of("pong", "error", "auth:failed");

  private final List<String> faults = new ArrayList<>();
  private long last = -1;

  /** What is wrong with the numbers of {@code messages}, one line each; empty where nothing is. */
  static List<String> faults(List<JsonObject> messages) {
    Numbering numbering = new Numbering();
    messages.forEach(numbering::hear);
    return numbering.faults();
  }

  /** Takes the next message of the connection. */
  void hear(JsonObject message) {
    String type = Messages.type(message);
    long seq = Messages.seq(message);
    if (UNNUMBERED.contains(type)) {
      if (seq != -1) {
        faults.add("a number stands on " + message);
      }
      return;
    }
    boolean right = last == -1 ? type.equals("auth:success")
        : ANSWERS.contains(type) ? seq == last
        : type.equals("ack") ? seq == last || seq == last + 1
        : seq == last + 1;
    if (!right) {
      faults.add("after " + last + " came " + message);
    }
    last = Math.max(last, seq);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  long last() {
    return last;
  }
}
