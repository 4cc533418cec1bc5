package io.tutti.edge.json;

import io.tutti.identity.UserId;
import io.tutti.state.StateChanged;
import io.tutti.state.StateView;
import io.tutti.state.Touch;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shared state in the native protocol's words: changes, and the whole of it. Thread-safe: holds nothing. */
public final class StateJson {

  private StateJson() {}

  /** Puts the payload of {@code state:changed} into the generator's object: {@code {userId, patch, version}}. */
  public static void changed(JsonGenerator generator, StateChanged changed, @Nullable UserId by) {
    JsonText.member(generator, "userId", by == null ? null : by.value());
    JsonText.member(generator, "patch", changed.patch());
    generator.write("version", changed.version());
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
}
