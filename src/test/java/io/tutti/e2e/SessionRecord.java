package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the clients of one session were shown and told, over all lives of the server: each event with its place, and the place of
 * each command that was answered. Thread-safe: guarded by itself.
 */
final class SessionRecord {

  private final String session;
  private final Map<Long, JsonObject> shown = new TreeMap<>();
  private final Map<String, Long> answered = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  SessionRecord(String session) {
    this.session = session;
  }

  String session() {
    return session;
  }

  /** An event was shown to somebody. */
  synchronized void show(JsonObject event) {
    JsonObject plain = Json.createObjectBuilder(event).remove("ref").build();
    JsonObject before = shown.putIfAbsent(Messages.seq(event), plain);
    if (before != null && !before.equals(plain)) {
      fault("one place, two events: " + before + " and " + plain);
    }
  }

  /** A command was answered: it led to {@code seq}. */
  synchronized void answer(String command, long seq) {
    Long before = answered.putIfAbsent(command, seq);
    if (before != null && before != seq) {
      fault(command + " took effect at " + before + " and at " + seq);
    }
  }

  synchronized boolean isAnswered(String command) {
    return answered.containsKey(command);
  }

  synchronized void fault(String fault) {
    if (faults.size() < 20) {
      faults.add(session + ": " + fault);
    }
  }

  synchronized int answers() {
    return answered.size();
  }

  synchronized int events() {
    return shown.size();
  }

  synchronized long lastShown() {
    return shown.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * Compares with the stored log of {@code server}; {@code commands} maps each command that was sent to the parameter and the value
   * that it set. What is wrong, one line each.
   */
  synchronized List<String> compare(RunningServer server, Map<String, Wish> commands) {
    Map<Long, JsonObject> stored = stored(server);
    long place = 0;
    for (long seq : stored.keySet()) {
      if (seq != ++place) {
        fault("after " + (place - 1) + " the log goes on with " + seq);
        place = seq;
      }
    }
    shown.forEach((seq, event) -> {
      if (!event.equals(stored.get(seq))) {
        fault("shown was " + event + ", stored is " + stored.get(seq));
      }
    });
    commands.forEach((command, wish) -> compare(stored, command, wish));
    return List.copyOf(faults);
  }

  /** What a command sets: one parameter of its client's own, to a value that no other command sets. */
  record Wish(String parameter, double value) {
    boolean isFulfilledBy(JsonObject event) {
      return Messages.type(event).equals("param:broadcast") && Messages.param(event, parameter) == value;
    }
  }

  private void compare(Map<Long, JsonObject> stored, String command, Wish wish) {
    List<Long> effects = stored.entrySet().stream()
        .filter(entry -> wish.isFulfilledBy(entry.getValue())).map(Map.Entry::getKey).toList();
    Long told = answered.get(command);
    if (told == null ? effects.size() > 1 : !effects.equals(List.of(told))) {
      fault(command + " (" + wish + ") was answered with " + told + " and took effect at " + effects);
    }
  }

  private Map<Long, JsonObject> stored(RunningServer server) {
    Map<Long, JsonObject> stored = new TreeMap<>();
    Web.get(server, "/api/v1/sessions/" + session + "/events", "Accept", "application/x-ndjson").text().lines()
        .map(Messages::read)
        .forEach(event -> stored.put(Messages.seq(event), Json.createObjectBuilder(event).remove("userId").build()));
    return stored;
  }
}
