package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One person who sets a parameter of its own to 1, 2, 3 …, each value by a named command; who, after the connection is lost,
 * comes back with what it has seen last, and repeats the command whose answer it missed. Checks that nothing shown to it is
 * missing or comes twice. Thread-safe: guarded by itself.
 */
final class TenaciousWriter {

  private static final Set<String> EVENTS = Set.of("session:joined", "session:left", "param:broadcast", "participant:role");
  private static final long PAUSE_MILLIS = 40;

  private final SessionRecord record;
  private final String token;
  private final String clientId;
  private final String parameter;
  private final ScheduledExecutorService clock;
  private final Map<String, SessionRecord.Wish> commands = new HashMap<>();
  private @Nullable Client connection;
  private long lastSeen;
  private long replayUpTo;
  private int value;
  private boolean waiting;
  private boolean resting;

  TenaciousWriter(SessionRecord record, String token, String parameter, ScheduledExecutorService clock) {
    this.record = record;
    this.token = token;
    this.clientId = "client-of-" + parameter;
    this.parameter = parameter;
    this.clock = clock;
  }

  /** Connects, for the first time or again. */
  void connect(RunningServer server) {
    Client[] self = new Client[1];
    synchronized (this) {
      self[0] = Client.connect(server.session(record.session()), (text, message) -> hear(self, message));
      connection = self[0];
      JsonObjectBuilder payload = Json.createObjectBuilder().add("token", token).add("clientId", clientId);
      if (lastSeen > 0) {
        payload.add("lastSeenSeq", lastSeen);
      }
      self[0].send(Messages.message("auth", payload.build()));
    }
  }

  private synchronized void hear(Client[] from, JsonObject message) {
    if (connection == null || connection != from[0]) {
      return;
    }
    String type = Messages.type(message);
    if (type.equals("auth:success")) {
      welcome(message);
    } else if (EVENTS.contains(type)) {
      see(message);
    } else if (!type.equals("pong")) {
      record.fault(clientId + " did not expect " + message);
    }
  }

  /** Rule JOIN11: what was missed follows, all but the own arrival. */
  private void welcome(JsonObject message) {
    long end = Messages.seq(message);
    long missed = Messages.payload(message).getInt("replaying", 0);
    if (lastSeen > 0 && end - lastSeen - missed != 1) {
      record.fault(clientId + " had seen " + lastSeen + " and is told " + missed + " events up to " + end);
    }
    replayUpTo = lastSeen > 0 && missed > 0 ? end : 0;
    lastSeen = lastSeen > 0 && missed > 0 ? lastSeen : end;
    if (waiting) {
      send();
    } else {
      next();
    }
  }

  private void see(JsonObject event) {
    long seq = Messages.seq(event);
    String ref = event.getString("ref", null);
    record.show(event);
    if (seq > lastSeen) {
      boolean replayed = seq <= replayUpTo;
      // Among what is replayed only the own arrival may be left out, at its end.
      if (seq != lastSeen + 1 && !(seq == lastSeen + 2 && (replayed || lastSeen + 1 == replayUpTo))) {
        record.fault(clientId + " saw " + seq + " after " + lastSeen);
      }
      lastSeen = seq;
    } else if (ref == null) {
      record.fault(clientId + " saw " + seq + " again, after " + lastSeen);
    }
    if (ref != null) {
      record.answer(ref, seq);
      if (waiting && ref.equals(ref())) {
        waiting = false;
        clock.schedule(this::next, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private synchronized void next() {
    if (waiting || resting || connection == null || connection.inbox().isClosed()) {
      return;
    }
    value++;
    commands.put(ref(), new SessionRecord.Wish(parameter, value));
    waiting = true;
    send();
  }

  private String ref() {
    return parameter + "-" + value;
  }

  private void send() {
    Client current = connection;
    if (current != null) {
      try {
        current.send(Messages.withRef(Messages.update(parameter, value), ref()));
      } catch (java.util.concurrent.CompletionException e) {
        // The connection was lost at this moment: the command is repeated over the next one.
      }
    }
  }

  /** Sends nothing new from now on. */
  synchronized void rest() {
    resting = true;
  }

  synchronized void resume() {
    resting = false;
  }

  /** Whether every command that was sent is answered. */
  synchronized boolean isAnswered() {
    return !waiting;
  }

  synchronized Map<String, SessionRecord.Wish> commands() {
    return Map.copyOf(commands);
  }

  /** The code with which the server closed the connection. */
  int awaitClose() {
    Client current = connection;
    return current == null ? 0 : current.awaitClose();
  }
}
