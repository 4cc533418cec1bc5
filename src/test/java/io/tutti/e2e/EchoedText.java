package io.tutti.e2e;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a client makes of the echoes that it gets: a tree in which the newest of those after the same element comes first. Echoes
 * that it has already change nothing. Confined to its test.
 */
final class EchoedText {

  private record Id(long lamport, String replica) {
    static Id of(JsonArray id) {
      return new Id(id.getJsonNumber(0).longValue(), id.getString(1));
    }
  }

  private static final Comparator<Id> NEWEST_FIRST =
      Comparator.comparingLong(Id::lamport).thenComparing(Id::replica).reversed();

  private final Map<Id, TreeMap<Id, String>> children = new HashMap<>();
  private final Set<Id> deleted = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private long seen;

  /** Takes in an echo. */
  void hear(JsonObject echo) {
    long seq = echo.getJsonNumber("server_seq").longValue();
    if (seq < seen || seq > seen + 1) {
      faults.add(seq + " after " + seen);
    }
    seen = seq;
    JsonObject op = echo.getJsonObject("op");
    Id id = Id.of(op.getJsonArray("id"));
    if (op.getString("type").equals("del")) {
      deleted.add(id);
    } else {
      children.computeIfAbsent(Id.of(op.getJsonArray("parent_id")), parent -> new TreeMap<>(NEWEST_FIRST))
          .putIfAbsent(id, op.getString("value"));
    }
  }

  /** Up to which event it has the text. */
  long seen() {
    return seen;
  }

  /** Numbers that went back, or left one out. */
  List<String> faults() {
    return faults;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Deque<Map.Entry<Id, String>> next = new ArrayDeque<>();
    push(next, new Id(0, "root"));
    while (!next.isEmpty()) {
      Map.Entry<Id, String> element = next.pop();
      if (!deleted.contains(element.getKey())) {
        text.append(element.getValue());
      }
      push(next, element.getKey());
    }
    return text.toString();
  }

  private void push(Deque<Map.Entry<Id, String>> next, Id parent) {
    TreeMap<Id, String> siblings = children.get(parent);
    if (siblings != null) {
      siblings.descendingMap().entrySet().forEach(next::push);
    }
  }
}
