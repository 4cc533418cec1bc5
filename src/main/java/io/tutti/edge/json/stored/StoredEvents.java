package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.session.Event;
import java.util.Map;

/**
 * Events as they are stored, in the tables, in the write-ahead file and in archives: a type and a payload, one JSON object that begins
 * with the version of the format (rules FMT1–FMT4). Thread-safe: holds nothing.
 *
 * <p>To change what is stored, add a version: a reader for it, which may leave to the one before what stays the same, the new words in
 * {@link EventWriter}, and a folder of samples beside those of the versions before. A reader of a version that was ever released stays
 * as it is.
 */
public final class StoredEvents {

  /** The version that is written. */
  static final int VERSION = 1;

  private static final Map<Long, EventReader> READERS = Map.of(1L, new EventReaderV1());
  private static final Event.Cases<String> TYPES = new EventTypes();

  private StoredEvents() {}

  /** Reads the events of one version of the format. Immutable. */
  interface EventReader {
    /**
     * Reads one event.
     *
     * @throws MalformedJson if type or payload is none of that version
     */
    Event read(String type, JsonObject payload) throws MalformedJson;
  }

  /** The stored type of {@code event}, for example {@code param:broadcast}. */
  public static String type(Event event) {
    return event.match(TYPES);
  }

  /** The payload of {@code event}: one JSON object, enough for {@link #read} to read it back. */
  public static String payload(Event event) {
    return JsonText.write(generator -> {
      FormatVersion.write(generator.writeStartObject(), VERSION);
      event.match(new EventWriter(generator)).writeEnd();
    });
  }

  /**
   * Reads a stored event of any version.
   *
   * @throws MalformedJson if type or payload is none that any version of {@link #payload} wrote
   */
  public static Event read(String type, String payload) throws MalformedJson {
    return read(type, new JsonObject(type, JsonText.readObject(payload)));
  }

  /** The same of a payload that was read as JSON already. */
  public static Event read(String type, JsonObject payload) throws MalformedJson {
    try {
      return FormatVersion.reader(READERS, payload).read(type, payload);
    } catch (IllegalArgumentException | java.time.DateTimeException | java.util.NoSuchElementException e) {
      throw new MalformedJson("The stored " + type + " is damaged");
    }
  }
}
