package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;

/** Some sessions of some writers each, who write all the time: the load of the process tests. Confined to its test. */
final class Crowd implements AutoCloseable {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long LOOK_NANOS = 5_000_000;

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<SessionRecord> records = new ArrayList<>();
  private final Map<SessionRecord, List<TenaciousWriter>> writers = new HashMap<>();

  /** Makes the sessions and their writers; nobody has connected. */
  Crowd(RunningServer server, int sessions, int writersEach) {
    JsonObjectBuilder parameters = Json.createObjectBuilder();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < writersEach; i++) {
      parameters.add("p" + i, Json.createObjectBuilder().add("initial", 0));
      tokens.add(Web.token(server, "Writer " + i));
    }
    String wishes = Json.createObjectBuilder().add("schema", parameters).build().toString();
    for (int i = 0; i < sessions; i++) {
      SessionRecord record = new SessionRecord(Web.session(server, Messages.read(wishes)));
      List<TenaciousWriter> people = new ArrayList<>();
      for (int j = 0; j < writersEach; j++) {
        people.add(new TenaciousWriter(record, tokens.get(j), "p" + j, clock));
      }
      records.add(record);
      writers.put(record, people);
    }
  }

  private List<TenaciousWriter> everybody() {
    return writers.values().stream().flatMap(List::stream).toList();
  }

  /** Everybody connects, for the first time or again, and writes. */
  void connect(RunningServer server) {
    everybody().forEach(TenaciousWriter::resume);
    everybody().forEach(writer -> writer.connect(server));
  }

  int answers() {
    return records.stream().mapToInt(SessionRecord::answers).sum();
  }

  int events() {
    return records.stream().mapToInt(SessionRecord::events).sum();
  }

  List<SessionRecord> records() {
    return List.copyOf(records);
  }

  /** Waits until {@code more} further commands are answered. */
  void awaitAnswers(int more) {
    int wanted = answers() + more;
    await(() -> answers() >= wanted, more + " more answers");
  }

  /** Nobody writes anything new; waits until everything is answered. */
  void rest() {
    everybody().forEach(TenaciousWriter::rest);
    await(() -> everybody().stream().allMatch(TenaciousWriter::isAnswered), "the last answers");
  }

  /** The codes with which the server closed the connections, each once. */
  List<Integer> awaitCloses() {
    return everybody().stream().map(TenaciousWriter::awaitClose).distinct().toList();
  }

  private void await(java.util.function.BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("No " + what + " in time");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Compares all that was shown and answered with what {@code server} has stored; what is wrong, one line each. */
  List<String> compare(RunningServer server) {
    List<String> faults = new ArrayList<>();
    writers.forEach((record, people) -> {
      Map<String, SessionRecord.Wish> commands = new HashMap<>();
      people.forEach(writer -> commands.putAll(writer.commands()));
      faults.addAll(record.compare(server, commands));
    });
    return faults;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
