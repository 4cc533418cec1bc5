package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;

/**
 * The version of its format, with which everything that is stored begins: the member {@code v}. What was stored before there were
 * versions has none, and is read as version 1. Thread-safe: holds nothing.
 */
final class FormatVersion {

  private static final String MEMBER = "v";
  private static final Long FIRST = 1L;

  private FormatVersion() {}

  /** Puts the version into the generator's object, which is empty. */
  static void write(JsonGenerator generator, int version) {
    generator.write(MEMBER, version);
  }

  /**
   * The reader of the version that {@code stored} has.
   *
   * @throws MalformedJson if there is no reader of that version: a newer server wrote it, or it is damaged
   */
  static <R> R reader(Map<Long, R> readers, JsonObject stored) throws MalformedJson {
    Object version = stored.members().get(MEMBER);
    R reader = version == null ? readers.get(FIRST) : version instanceof Long known ? readers.get(known) : null;
    if (reader == null) {
      throw new MalformedJson("This server cannot read version " + version + " of the stored format");
    }
    return reader;
  }
}
