package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.Reception;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the container and this dialect meet: one instance per connection, which only hands on. Confined to the container's
 * callbacks, one at a time.
 */
@ServerEndpoint(value = "/ws", configurator = CollabEndpoint.Door.class)
public class CollabEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(CollabEndpoint.class);

  private final Reception reception;
  private final @Nullable String bearer;
  private final @Nullable String address;
  private @Nullable CollabConnection connection;

  public CollabEndpoint(Reception reception, @Nullable String bearer, @Nullable String address) {
    this.reception = reception;
    this.bearer = bearer;
    this.address = address;
  }

  /** Makes the endpoints. */
  public static final class Door extends Handshake {
    @Override
    protected Object endpoint(@Nullable String bearer) {
      return new CollabEndpoint(reception(), bearer, address());
    }

    @Override
    protected boolean compresses() {
      return reception().settings().compression();
    }

    private static Reception reception() {
      return CDI.current().select(Reception.class).get();
    }
  }

  @OnOpen
  public void onOpen(Session session) {
    String asked = Handshake.asked(session, "token");
    String token = asked == null ? bearer : asked;
    connection = new CollabConnection(reception, session, token, address);
  }

  @OnMessage
  public void onText(String part, boolean last) {
    if (connection != null) {
      connection.hear(part, last);
    }
  }

  @OnMessage
  public void onBinary(ByteBuffer part, boolean last) {
    if (connection != null) {
      connection.hearBinary();
    }
  }

  @OnMessage
  public void onPong(PongMessage pong) {
    if (connection != null) {
      connection.hearSignOfLife();
    }
  }

  @OnClose
  public void onClose(CloseReason reason) {
    if (connection != null) {
      connection.gone();
    }
  }

  /** A broken connection; the container closes it and calls {@link #onClose}. */
  @OnError
  public void onError(Throwable error) {
    if (error instanceof java.io.IOException) {
      LOG.debug("A connection broke: {}", error.toString());
    } else {
      LOG.warn("A connection failed", error);
      if (connection != null) {
        connection.fail();
      }
    }
  }
}
