package io.tutti.edge.websocket.v1;

import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.ConversationEndpoint;
import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.identity.SessionId;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where the container and the native protocol meet: one instance per connection, which only hands on. Messages come in parts
 * (see {@link io.tutti.edge.websocket.TextAssembly}), so decoder and encoder are called by the connection and not by
 * the container. Confined to the container's callbacks, one at a time.
 */
@ServerEndpoint(
    value = "/api/v1/session/connect/{session_id}",
    decoders = ClientMessageDecoder.class,
    encoders = ServerMessageEncoder.class,
    configurator = V1Endpoint.Door.class)
public class V1Endpoint extends ConversationEndpoint {

  private final Standings standings;

  /** An endpoint of a server without invitations and teams, of a connection of which nobody knows where it comes from. */
  public V1Endpoint(Reception reception, @Nullable String bearer) {
    this(reception, Standings.LINK_ONLY, bearer, null);
  }

  V1Endpoint(Reception reception, Standings standings, @Nullable String bearer, @Nullable String address) {
    super(reception, bearer, address);
    this.standings = standings;
  }

  /** Makes the endpoints. */
  public static final class Door extends Handshake {
    @Override
    protected Object endpoint(@Nullable String bearer) {
      return new V1Endpoint(reception(), CDI.current().select(Standings.class).get(), bearer, address());
    }
  }

  @OnOpen
  public void onOpen(Session session, @PathParam("session_id") String sessionId) {
    if (SessionId.isValid(sessionId)) {
      start(new V1Connection(reception(), standings, session, new SessionId(sessionId), handshake(session)));
    } else {
      reception().turnAway(session).close(CloseCode.NO_SUCH_SESSION);
    }
  }
}
