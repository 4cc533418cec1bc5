package io.tutti.edge.rest.http;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request carries. It is read when the route asks for it, after the route has found that the caller may:
 * who may not is told so, whatever is sent along. Size, depth and repeated keys are limited before anything is bound (rule REST2);
 * what is wrong becomes a {@link Problem} of status 422 that names the member. {@code T}: a record, or {@link PatchMembers} for
 * what is bound to none. Confined to a request; it is Closeable so that the JAX-RS implementation leaves the stream open.
 */
public final class JsonBody<T> implements Closeable {

  /** Most bytes of a body. */
  public static final int MAX_BYTES = 1 << 20;

  /** What is too long is read to here and thrown away, so that the one who sends it can hear the answer. */
  private static final int MAX_SWALLOWED_BYTES = 16 << 20;

  private final RecordBinding<T> binding;
  private final InputStream in;
  private Map<String, Object> members = Map.of();

  JsonBody(RecordBinding<T> binding, InputStream in) {
    this.binding = binding;
    this.in = in;
  }

  /** The body that must be there. */
  public T required() {
    T body = optional();
    if (body == null) {
      throw Problem.missing("body");
    }
    return body;
  }

  /** The body, or null where there is none. Is asked once. */
  public @Nullable T optional() {
    String text = text();
    if (text.isBlank()) {
      return null;
    }
    try {
      members = JsonText.readObject(text);
      return binding.bind(text, members);
    } catch (MalformedJson e) {
      throw Problem.invalid("json_invalid", String.valueOf(e.getMessage()), null, "body");
    }
  }

  /** Whether the body that was read has the member, be it null: absent is not null where something is changed. */
  public boolean names(String member) {
    return members.containsKey(member);
  }

  /** All members of the body that was read, as the plain values of {@link JsonText}: for what is bound to no record. */
  public Map<String, Object> members() {
    return members;
  }

  private String text() {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        swallow();
        throw Problem.of(413, ErrorCode.TOO_LARGE, "A body has at most " + MAX_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.invalid("json_invalid", "The body is no UTF-8", null, "body");
    } catch (IOException e) {
      throw Problem.badRequest("The body could not be read");
    }
  }

  private void swallow() throws IOException {
    byte[] buffer = new byte[8_192];
    int swallowed = 0;
    int read = 0;
    while (read >= 0 && swallowed < MAX_SWALLOWED_BYTES) {
      swallowed += read;
      read = in.read(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
