package io.tutti.edge.rest.http;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** How components of records stand on the wire. Holds nothing. */
public final class RecordComponents {

  private RecordComponents() {}

  /** What the component is called: {@code likeThis} is {@code like_this}, unless it is named otherwise. */
  public static String name(RecordComponent component) {
    JsonbProperty property = component.getAccessor().getAnnotation(JsonbProperty.class);
    return property == null
        ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) : property.value();
  }

  /** Whether the component is written as null where it is null; else it is left out. */
  public static boolean isNillable(RecordComponent component) {
    JsonbNillable nillable = component.getAccessor().getAnnotation(JsonbNillable.class);
    return nillable == null || nillable.value();
  }
}
