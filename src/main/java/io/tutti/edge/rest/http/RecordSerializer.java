package io.tutti.edge.rest.http;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records with their members in the order in which they are declared: JSON-B would sort them by name, unless each record
 * repeated all its names. What is null is written, but for components that are not nillable. Thread-safe.
 */
public final class RecordSerializer implements JsonbSerializer<Record> {

  private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
    @Override
    protected List<Component> computeValue(Class<?> type) {
      return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
    }
  };

  private record Component(String name, Method accessor, boolean nillable) {

    static Component of(RecordComponent component) {
      return new Component(RecordComponents.name(component), component.getAccessor(), RecordComponents.isNillable(component));
    }
  }

  @Override
  public void serialize(Record answer, JsonGenerator generator, SerializationContext context) {
    generator.writeStartObject();
    for (Component component : COMPONENTS.get(answer.getClass())) {
      Object value = value(answer, component.accessor());
      if (value != null) {
        context.serialize(component.name(), value, generator);
      } else if (component.nillable()) {
        generator.writeNull(component.name());
      }
    }
    generator.writeEnd();
  }

  private static @Nullable Object value(Record answer, Method accessor) {
    try {
      return accessor.invoke(answer);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the record " + answer.getClass().getName() + " is not public", e);
    }
  }
}
