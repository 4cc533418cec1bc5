package io.tutti.edge.rest.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the records with which routes answer, and lists of them, as JSON. Immutable. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public final class RecordWriter implements MessageBodyWriter<Object> {

  private static final String OURS = "io.tutti.edge.rest.";

  @Override
  public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    if (List.class.isAssignableFrom(type)) {
      return genericType instanceof ParameterizedType list && list.getActualTypeArguments()[0] instanceof Class<?> item && isOurs(item);
    }
    return isOurs(type);
  }

  private static boolean isOurs(Class<?> type) {
    return type.isRecord() && type.getName().startsWith(OURS);
  }

  @Override
  public void writeTo(Object answer, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
      MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
    out.write(Json.binding().toJson(answer).getBytes(StandardCharsets.UTF_8));
  }
}
