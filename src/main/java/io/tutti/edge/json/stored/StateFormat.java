package io.tutti.edge.json.stored;

import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.identity.UserId;
import io.tutti.state.StateChanged;
import io.tutti.state.StateSnapshot;
import io.tutti.state.Touch;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes and snapshots of the shared state, as they are stored. Thread-safe: holds nothing. */
final class StateFormat {

  private StateFormat() {}

  /** Puts a change into the generator's object: {@code {userId, patch, version}}. */
  static void changed(JsonGenerator generator, StateChanged changed, @Nullable UserId by) {
    JsonText.member(generator, "userId", by == null ? null : by.value());
    JsonText.member(generator, "patch", changed.patch());
    generator.write("version", changed.version());
  }

  /** A change as {@link #changed(JsonGenerator, StateChanged, UserId)} writes it. */
  static StateChanged changed(JsonObject json) throws MalformedJson {
    return new StateChanged(JsonMembers.object(json, "patch"), JsonMembers.count(json, "version"));
  }

  private static @Nullable UserId changedBy(JsonObject json) throws MalformedJson {
    String user = json.optionalText("userId");
    return user == null ? null : new UserId(user);
  }

  private static void touched(JsonGenerator generator, Map<String, Touch> touched) {
    generator.writeStartObject("touched");
    touched.forEach((key, touch) -> {
      generator.writeStartObject(key).write("version", touch.version());
      JsonText.member(generator, "userId", touch.user() == null ? null : touch.user().value());
      generator.write("at", Timestamps.iso(touch.at())).writeEnd();
    });
    generator.writeEnd();
  }

  /** Puts a snapshot into the generator's object. */
  static void snapshot(JsonGenerator generator, StateSnapshot snapshot) {
    JsonText.member(generator, "state", snapshot.value());
    generator.write("version", snapshot.version()).write("forgottenUpTo", snapshot.forgottenUpTo());
    touched(generator, snapshot.touched());
  }

  /** A snapshot as {@link #snapshot(JsonGenerator, StateSnapshot)} writes it. */
  static StateSnapshot snapshot(JsonObject json) throws MalformedJson {
    Map<String, Touch> touched = new LinkedHashMap<>();
    JsonObject touches = JsonMembers.required(json, "touched");
    for (String key : touches.members().keySet()) {
      JsonObject touch = JsonMembers.required(touches, key);
      touched.put(key, new Touch(
          JsonMembers.count(touch, "version"), changedBy(touch), Timestamps.millis(touch.text("at"))));
    }
    return new StateSnapshot(JsonMembers.object(json, "state"), JsonMembers.count(json, "version"), touched,
        JsonMembers.count(json, "forgottenUpTo"));
  }
}
