package io.tutti.edge.json;

import io.tutti.identity.UserId;
import io.tutti.state.StateChanged;
import io.tutti.state.StateSnapshot;
import io.tutti.state.Touch;
import jakarta.json.stream.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shared state and its changes, in the native protocol's words. Thread-safe: holds nothing. */
public final class StateJson {

  private StateJson() {}

  /** Puts {@code patch} and {@code version} into the generator's object. */
  public static void payload(JsonGenerator generator, StateChanged change) {
    JsonText.member(generator, "patch", change.patch());
    generator.write("version", change.version());
  }

  /** Reads what {@link #payload} wrote. */
  public static StateChanged event(JsonObject json) throws MalformedJson {
    return new StateChanged(object(json, "patch"), count(json, "version"));
  }

  /** Puts what a snapshot keeps of the shared state into the generator's object. */
  public static void snapshot(JsonGenerator generator, StateSnapshot snapshot) {
    JsonText.member(generator, "value", snapshot.value());
    generator.write("version", snapshot.version()).write("forgottenUpTo", snapshot.forgottenUpTo());
    touched(generator, snapshot.touched());
  }

  /** Puts {@code touched}, the last change of each key, into the generator's object. */
  public static void touched(JsonGenerator generator, Map<String, Touch> touches) {
    generator.writeStartObject("touched");
    touches.forEach((key, touch) -> {
      generator.writeStartObject(key).write("version", touch.version());
      UserId user = touch.user();
      if (user != null) {
        generator.write("userId", user.value());
      }
      generator.write("at", touch.at()).writeEnd();
    });
    generator.writeEnd();
  }

  /** Reads what {@link #snapshot(JsonGenerator, StateSnapshot)} wrote. */
  public static StateSnapshot snapshot(JsonObject json) throws MalformedJson {
    Map<String, Touch> touched = new LinkedHashMap<>();
    JsonObject touches = json.optionalObject("touched");
    if (touches != null) {
      for (String key : touches.members().keySet()) {
        JsonObject touch = touches.optionalObject(key);
        if (touch == null) {
          throw new MalformedJson("touched." + key + " must be an object");
        }
        String user = touch.optionalText("userId");
        touched.put(key, new Touch(count(touch, "version"), user == null ? null : new UserId(user), count(touch, "at")));
      }
    }
    return new StateSnapshot(object(json, "value"), count(json, "version"), touched, count(json, "forgottenUpTo"));
  }

  private static Map<String, @Nullable Object> object(JsonObject json, String name) throws MalformedJson {
    JsonObject object = json.optionalObject(name);
    if (object == null) {
      throw new MalformedJson(name + " must be an object");
    }
    return new LinkedHashMap<>(object.members());
  }

  private static long count(JsonObject json, String name) throws MalformedJson {
    Long count = json.optionalCount(name);
    if (count == null) {
      throw new MalformedJson(name + " must be an integer");
    }
    return count;
  }
}
