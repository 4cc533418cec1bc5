package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.PatchMembers;
import io.tutti.edge.rest.http.PlainValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The records that routes take and answer, found by the routes themselves. */
class RecordsTest {

  private static final Set<Class<?>> VALUES = Set.of(String.class, Integer.class, Long.class, Boolean.class, PlainValue.class);

  private static Stream<Method> routes() {
    return TuttiApplication.RESOURCES.stream().flatMap(resource -> Arrays.stream(resource.getMethods()))
        .filter(method -> Arrays.stream(method.getAnnotations())
            .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class)));
  }

  private static Set<Class<?>> bodies() {
    Set<Class<?>> bodies = new java.util.HashSet<>();
    routes().flatMap(method -> Arrays.stream(method.getGenericParameterTypes()))
        .filter(type -> type instanceof ParameterizedType bound && bound.getRawType() == JsonBody.class)
        .forEach(type -> bodies.add((Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0]));
    return bodies;
  }

  @Test
  @DisplayName("[REST56] Every body is a public record of values that bodies can be checked for")
  void bodiesAreRecords() {
    Set<String> wrong = new TreeSet<>();
    assertTrue(bodies().size() > 5, "bodies: " + bodies());
    for (Class<?> body : bodies()) {
      if (body == PatchMembers.class) {
        continue;
      }
      if (!body.isRecord() || !Modifier.isPublic(body.getModifiers())) {
        wrong.add(body.getName());
        continue;
      }
      for (RecordComponent component : body.getRecordComponents()) {
        boolean texts = component.getGenericType().getTypeName().equals("java.util.List<java.lang.String>");
        if (!texts && !VALUES.contains(component.getType())) {
          wrong.add(body.getName() + "." + component.getName());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  @DisplayName("[REST56] Every answer that is a record is public, and so is whatever is in it")
  void answersArePublic() {
    Set<String> wrong = new TreeSet<>();
    Set<Class<?>> seen = new java.util.HashSet<>();
    routes().map(Method::getGenericReturnType).forEach(type -> look(type, seen, wrong));
    assertTrue(seen.size() > 10, "answers: " + seen);
    assertEquals(Set.of(), wrong);
  }

  private static void look(Type type, Set<Class<?>> seen, Set<String> wrong) {
    if (type instanceof ParameterizedType several) {
      assertTrue(several.getRawType() == List.class || several.getRawType() == Map.class, type.getTypeName());
      for (Type argument : several.getActualTypeArguments()) {
        look(argument, seen, wrong);
      }
    } else if (type instanceof Class<?> single && single.isRecord() && seen.add(single)) {
      if (!Modifier.isPublic(single.getModifiers())) {
        wrong.add(single.getName());
      }
      for (RecordComponent component : single.getRecordComponents()) {
        look(component.getGenericType(), seen, wrong);
      }
    }
  }

  @Test
  @DisplayName("[REST56] Whatever takes a body takes it as a record")
  void bound() {
    Set<String> byHand = new TreeSet<>();
    routes().filter(method -> Arrays.asList(method.getParameterTypes()).contains(InputStream.class))
        .forEach(method -> byHand.add(method.getDeclaringClass().getSimpleName()));
    assertEquals(Set.of("ArchivesResource"), byHand, "an archive is no JSON, all else is");
    routes().forEach(method -> assertTrue(
        method.getReturnType() == Response.class || method.getReturnType().isRecord() || method.getReturnType() == List.class,
        method.toString()));
  }
}
