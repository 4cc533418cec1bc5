package io.tutti.containers;

import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.v1.ClientMessageDecoder;
import io.tutti.edge.websocket.v1.ServerMessageEncoder;
import io.tutti.edge.websocket.v1.V1Endpoint;
import jakarta.websocket.server.ServerEndpoint;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The endpoint of the native protocol, as it is; only that its reception comes from a {@link Lobby} and not from CDI. */
@ServerEndpoint(
    value = "/api/v1/session/connect/{session_id}",
    decoders = ClientMessageDecoder.class,
    encoders = ServerMessageEncoder.class,
    configurator = LobbyEndpoint.Door.class)
public class LobbyEndpoint extends V1Endpoint {

  private static final AtomicReference<Reception> RECEPTION = new AtomicReference<>();

  LobbyEndpoint(Reception reception, @Nullable String bearer) {
    super(reception, bearer);
  }

  /** Containers make the door themselves, so that it can only be told here whom it leads to. */
  static void leadTo(Reception reception) {
    RECEPTION.set(reception);
  }

  /** Makes the endpoints. */
  public static final class Door extends Handshake {
    @Override
    protected Object endpoint(@Nullable String bearer) {
      return new LobbyEndpoint(RECEPTION.get(), bearer);
    }

    @Override
    protected Reception reception() {
      return RECEPTION.get();
    }
  }
}
