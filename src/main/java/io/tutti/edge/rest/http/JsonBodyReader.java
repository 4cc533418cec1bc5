package io.tutti.edge.rest.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Gives routes the bodies that they ask for as {@link JsonBody}, whatever the media type: routes say what they take. Immutable. */
@Provider
@Consumes(MediaType.WILDCARD)
public final class JsonBodyReader implements MessageBodyReader<JsonBody<?>> {

  @Override
  public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody<?> readFrom(Class<JsonBody<?>> type, Type genericType, Annotation[] annotations, MediaType mediaType,
      MultivaluedMap<String, String> headers, InputStream in) {
    Class<?> bound = (Class<?>) ((ParameterizedType) genericType).getActualTypeArguments()[0];
    return new JsonBody<>(RecordBinding.of(bound), in);
  }
}
