package io.tutti.e2e;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A conversation with the original server, as it was recorded: who sent what, who got what, in the order in which it was
 * written down. Between connections that order means little: an effect may stand before its cause. Immutable.
 */
record Recording(String name, List<Line> lines) {

  private static final Path HOME = Path.of("src", "test", "resources", "wire");

  /** One line: {@code connection} is {@code -} for plain HTTP. */
  record Line(String connection, String direction, JsonObject data) {

    boolean is(String wanted) {
      return direction.equals(wanted);
    }

    /** Whether the server closed the connection, or the recorder by cutting the line (1006). */
    boolean isClosedBy(String who) {
      return is("close") && data.getString("by").equals(who);
    }
  }

  /** The recording of the Trivector server in the file {@code name}.jsonl. */
  static Recording read(String name) {
    return read("trivector", name);
  }

  /** The recording of {@code system} in the file {@code name}.jsonl. */
  static Recording read(String system, String name) {
    try {
      return new Recording(name, Files.readAllLines(HOME.resolve(system).resolve(name + ".jsonl")).stream().map(Recording::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    JsonObject json = Messages.read(text);
    JsonValue data = json.get("data");
    return new Line(json.getString("conn"), json.getString("dir"),
        data instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT);
  }

  /** What each connection received, in order. */
  Map<String, List<JsonObject>> received() {
    Map<String, List<JsonObject>> received = new TreeMap<>();
    lines.stream().filter(line -> line.is("open")).forEach(line -> received.put(line.connection(), new java.util.ArrayList<>()));
    for (Line line : lines) {
      List<JsonObject> messages = received.get(line.connection());
      if (line.is("recv") && messages != null) {
        messages.add(line.data());
      }
    }
    return received;
  }
}
