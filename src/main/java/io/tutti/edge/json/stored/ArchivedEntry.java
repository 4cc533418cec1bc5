package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A place of a log as one line of an archive: {@code {seq, at, user?, type, payload}}, the payload in stored words. By which
 * client and under which name a command came is not in it. Thread-safe: holds nothing.
 */
public final class ArchivedEntry {

  private ArchivedEntry() {}

  /** The line, without its end. */
  public static String line(Entry entry) {
    UserId user = entry.user();
    String head = JsonText.write(generator -> {
      generator.writeStartObject().write("seq", entry.seq()).write("at", entry.at());
      if (user != null) {
        generator.write("user", user.value());
      }
      generator.write("type", StoredEvents.type(entry.event())).writeEnd();
    });
    return head.substring(0, head.length() - 1) + ",\"payload\":" + StoredEvents.payload(entry.event()) + "}";
  }

  /**
   * The entry of a line.
   *
   * @throws MalformedJson where it is none that {@link #line} writes
   */
  public static Entry entry(String line) throws MalformedJson {
    JsonObject json = new JsonObject("entry", JsonText.readObject(line));
    String type = json.text("type");
    JsonObject payload = json.optionalObject("payload");
    if (payload == null) {
      throw new MalformedJson("entry.payload must be an object");
    }
    return new Entry(json.count("seq"), json.count("at"), user(json), null, null,
        StoredEvents.read(type, new JsonObject(type, payload.members())));
  }

  private static @Nullable UserId user(JsonObject json) throws MalformedJson {
    String id = json.optionalText("user");
    try {
      return id == null ? null : new UserId(id);
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("entry.user is no user id");
    }
  }
}
