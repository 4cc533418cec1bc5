package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.websocket.ConversationEndpoint;
import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where the container and this dialect meet: one instance per connection, which only hands on. Confined to the container's
 * callbacks, one at a time.
 */
@ServerEndpoint(
    value = "/ws",
    decoders = ClientMessageDecoder.class,
    encoders = ServerMessageEncoder.class,
    configurator = CollabEndpoint.Door.class)
public class CollabEndpoint extends ConversationEndpoint {

  private final Standings standings;

  /** An endpoint of a server without invitations and teams. */
  public CollabEndpoint(Reception reception, @Nullable String bearer, @Nullable String address) {
    this(reception, Standings.LINK_ONLY, bearer, address);
  }

  CollabEndpoint(Reception reception, Standings standings, @Nullable String bearer, @Nullable String address) {
    super(reception, bearer, address);
    this.standings = standings;
  }

  /** Makes the endpoints. */
  public static final class Door extends Handshake {
    @Override
    protected Object endpoint(@Nullable String bearer) {
      return new CollabEndpoint(reception(), CDI.current().select(Standings.class).get(), bearer, address());
    }
  }

  @OnOpen
  public void onOpen(Session session) {
    start(new CollabConnection(reception(), standings, session, handshake(session)));
  }
}
