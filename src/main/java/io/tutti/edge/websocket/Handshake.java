package io.tutti.edge.websocket;

import io.tutti.access.BearerToken;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the endpoints, and brings them what only the handshake knows. The container calls {@link #modifyHandshake} and then
 * {@link #getEndpointInstance} in one thread; user properties of the configuration would be shared between connections
 * on some containers, so the bearer token travels in a thread-local that is overwritten at each handshake. Thread-safe.
 */
public abstract class Handshake extends ServerEndpointConfig.Configurator {

  private static final ThreadLocal<@Nullable String> BEARER = new ThreadLocal<>();
  /** Where the request comes from that this thread is filtering, and where the handshake did that it is at. */
  private static final ThreadLocal<@Nullable String> ARRIVING = new ThreadLocal<>();
  private static final ThreadLocal<@Nullable String> ADDRESS = new ThreadLocal<>();

  /** The request that this thread is filtering comes from {@code address}; null: it is filtering none any more. */
  static void comesFrom(@Nullable String address) {
    if (address == null) {
      ARRIVING.remove();
    } else {
      ARRIVING.set(address);
    }
  }

  /** Where the connection comes from whose endpoint is being made; null where that is not known. */
  protected static @Nullable String address() {
    return ADDRESS.get();
  }

  @Override
  public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    BEARER.remove();
    String arriving = ARRIVING.get();
    if (arriving == null) {
      ADDRESS.remove();
    } else {
      ADDRESS.set(arriving);
    }
    for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Authorization") && !header.getValue().isEmpty()) {
        BEARER.set(BearerToken.of(header.getValue().get(0)));
      }
    }
  }

  @Override
  public <T> T getEndpointInstance(Class<T> endpointClass) {
    String bearer = BEARER.get();
    BEARER.remove();
    try {
      return endpointClass.cast(endpoint(bearer));
    } finally {
      ADDRESS.remove();
    }
  }

  /** Compression is left out unless it is configured, whatever the client offers. */
  @Override
  public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
    return compresses() ? super.getNegotiatedExtensions(installed, requested) : List.of();
  }

  /** Whether permessage-deflate may be negotiated. */
  protected boolean compresses() {
    return reception().settings().compression();
  }

  /** What the connections need that come in here. */
  protected Reception reception() {
    return CDI.current().select(Reception.class).get();
  }

  /** The origin was judged by {@link HandshakeGate}, which sees the server's own name too. */
  @Override
  public boolean checkOrigin(String originHeaderValue) {
    return true;
  }

  /** What the query of the handshake says of {@code name}, or null. */
  public static @Nullable String asked(Session session, String name) {
    List<String> values = session.getRequestParameterMap().get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** A new endpoint for a connection whose handshake carried {@code bearer}, or none. */
  protected abstract Object endpoint(@Nullable String bearer);
}
