package io.tutti.edge.json;

import io.tutti.identity.UserId;
import io.tutti.state.StateChanged;
import io.tutti.state.StateSnapshot;
import io.tutti.state.StateView;
import io.tutti.state.Touch;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shared state in the native protocol's words: changes, the whole of it, snapshots. Thread-safe: holds nothing. */
public final class StateJson {

  private StateJson() {}

  /** Puts the payload of {@code state:changed} into the generator's object: {@code {userId, patch, version}}. */
  public static void changed(JsonGenerator generator, StateChanged changed, @Nullable UserId by) {
    JsonText.member(generator, "userId", by == null ? null : by.value());
    JsonText.member(generator, "patch", changed.patch());
    generator.write("version", changed.version());
  }

  /** A change as {@link #changed(JsonGenerator, StateChanged, UserId)} writes it. */
  public static StateChanged changed(JsonObject json) throws MalformedJson {
    return new StateChanged(StoryValues.object(json, "patch"), StoryValues.count(json, "version"));
  }

  /** Who made a change, as {@link #changed(JsonGenerator, StateChanged, UserId)} writes it; null for the server itself. */
  public static @Nullable UserId changedBy(JsonObject json) throws MalformedJson {
    String user = json.optionalText("userId");
    return user == null ? null : new UserId(user);
  }

  /** Puts the payload of {@code state:full} into the generator's object: {@code {state, version, touched}}. */
  public static void full(JsonGenerator generator, StateView state) {
    JsonText.member(generator, "state", state.value());
    generator.write("version", state.version());
    touched(generator, state.touched());
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
  public static void snapshot(JsonGenerator generator, StateSnapshot snapshot) {
    JsonText.member(generator, "state", snapshot.value());
    generator.write("version", snapshot.version()).write("forgottenUpTo", snapshot.forgottenUpTo());
    touched(generator, snapshot.touched());
  }

  /** A snapshot as {@link #snapshot(JsonGenerator, StateSnapshot)} writes it. */
  public static StateSnapshot snapshot(JsonObject json) throws MalformedJson {
    Map<String, Touch> touched = new LinkedHashMap<>();
    JsonObject touches = StoryValues.required(json, "touched");
    for (String key : touches.members().keySet()) {
      JsonObject touch = StoryValues.required(touches, key);
      touched.put(key, new Touch(
          StoryValues.count(touch, "version"), changedBy(touch), Timestamps.millis(touch.text("at"))));
    }
    return new StateSnapshot(StoryValues.object(json, "state"), StoryValues.count(json, "version"), touched,
        StoryValues.count(json, "forgottenUpTo"));
  }
}
