package io.tutti.edge.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts on Tomcat, in frames of up to {@value #FRAME_BYTES} bytes. Tomcat's own way encodes a text through a buffer that each
 * connection has, and writes one frame, with a call of the kernel, whenever it is full; Tutti keeps that buffer at 1 KiB, for
 * thousands of idle connections pay for it, and a text of 1 MB would be a thousand writes. Tomcat's inner method that sends any
 * buffer as a frame serves binary messages, and texts as well once they are encoded; it takes the time-out too, which is
 * otherwise looked up for every message. It is not public, so where it is not found as it was, everything goes the ordinary way.
 * Immutable; thread-safe.
 */
final class TomcatTexts {

  /** From how many characters on a text is long: it would be copied through a batch's buffer in pieces. */
  static final int LONG = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(TomcatTexts.class);
  /** What one write of the kernel takes at once, about. */
  private static final int FRAME_BYTES = 65_536;
  private static final byte TEXT = 1;
  private static final String TOMCAT = "org.apache.tomcat.websocket.";
  private static final ClassValue<Optional<MethodHandle>> SENDERS = new ClassValue<>() {
    @Override
    protected Optional<MethodHandle> computeValue(Class<?> remote) {
      return sender(remote);
    }
  };

  private final RemoteEndpoint remote;
  private final MethodHandle sender;

  private TomcatTexts(RemoteEndpoint remote, MethodHandle sender) {
    this.remote = remote;
    this.sender = sender;
  }

  /** The way for {@code session}, or null where its container has none. */
  static @Nullable TomcatTexts on(Session session) {
    if (!session.getClass().getName().startsWith(TOMCAT)) {
      return null;
    }
    RemoteEndpoint remote = session.getBasicRemote();
    return SENDERS.get(remote.getClass()).map(sender -> new TomcatTexts(remote, sender)).orElse(null);
  }

  /** Of (remote, opcode, bytes, last, milliseconds). */
  private static Optional<MethodHandle> sender(Class<?> remote) {
    try {
      Field base = remote.getSuperclass().getDeclaredField("base");
      Method send = base.getType().getDeclaredMethod(
          "sendMessageBlock", byte.class, ByteBuffer.class, boolean.class, long.class);
      base.setAccessible(true);
      send.setAccessible(true);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle sender = MethodHandles.filterArguments(lookup.unreflect(send), 0, lookup.unreflectGetter(base));
      return Optional.of(sender.asType(sender.type().changeParameterType(0, RemoteEndpoint.class)));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      LOG.info("Texts go out in small frames: this Tomcat's inside is not known ({})", e.toString());
      return Optional.empty();
    }
  }

  /** Sends a text, whole; each frame within {@code timeoutMillis}. A long one not while a batch is open. */
  void send(String text, long timeoutMillis) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    do {
      int length = Math.min(FRAME_BYTES, bytes.length - from);
      send(ByteBuffer.wrap(bytes, from, length), from + length == bytes.length, timeoutMillis);
      from += length;
    } while (from < bytes.length);
  }

  private void send(ByteBuffer frame, boolean last, long timeoutMillis) throws IOException {
    try {
      sender.invokeExact(remote, TEXT, frame, last, timeoutMillis);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
