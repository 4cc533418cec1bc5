package io.tutti.edge.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The container's side of one connection, without a container: keeps what is written, and tells of a close like a container, once.
 * Thread-safe.
 */
final class FakeSocket {

  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final AtomicReference<Consumer<CloseReason>> closing = new AtomicReference<>(reason -> { });
  private final Map<String, Object> properties = new HashMap<>();
  private final URI address;
  private final @Nullable String token;

  /** {@code token}: of the handshake; null for none. */
  FakeSocket(String path, @Nullable String token) {
    this.address = URI.create(path);
    this.token = token;
  }

  private interface Answering {
    @Nullable Object to(String method, @Nullable Object argument);
  }

  private static <T> T fake(Class<T> type, Answering answering) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
      boolean isOfObject = method.getDeclaringClass() == Object.class;
      return isOfObject ? ofObject(method.getName(), proxy, arguments)
          : answering.to(method.getName(), arguments == null ? null : arguments[0]);
    }));
  }

  private static Object ofObject(String method, Object self, @Nullable Object[] arguments) {
    return switch (method) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "a fake";
    };
  }

  /** The session as an endpoint sees it. */
  Session session() {
    RemoteEndpoint.Basic remote = fake(RemoteEndpoint.Basic.class, (name, argument) -> {
      if (name.equals("sendText") && argument instanceof String text) {
        written.add(text);
      }
      return null;
    });
    return fake(Session.class, (name, argument) -> switch (name) {
      case "getBasicRemote" -> remote;
      case "getUserProperties" -> properties;
      case "getRequestURI" -> address;
      case "getRequestParameterMap" -> token == null ? Map.of() : Map.of("token", List.of(token));
      case "close" -> {
        close((CloseReason) argument);
        yield null;
      }
      default -> null;
    });
  }

  /** Closes, from whichever side. */
  void close(@Nullable CloseReason reason) {
    CloseReason known = reason == null ? new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "") : reason;
    if (closed.complete(known)) {
      closing.get().accept(known);
    }
  }

  /** The client goes away. */
  void vanish() {
    close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
  }

  /** Who is told of the close. */
  void tell(Consumer<CloseReason> endpoint) {
    closing.set(endpoint);
  }

  /** The code of the close, once it comes. */
  int awaitClose() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getCloseCode().getCode();
  }

  /** The next text of {@code type}, once it comes. */
  String await(String type) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      String text = written.poll(left, TimeUnit.NANOSECONDS);
      if (text != null && text.contains("\"type\":\"" + type + "\"")) {
        return text;
      }
    }
    throw new AssertionError("no " + type + " comes");
  }
}
