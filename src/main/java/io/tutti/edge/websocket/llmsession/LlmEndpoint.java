package io.tutti.edge.websocket.llmsession;

import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.ConversationEndpoint;
import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.HandshakeData;
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
 * Where the container and this dialect meet: one instance per connection, which only hands on. Who comes here has passed
 * {@link LlmThreshold}; what has changed since is said by a close. Confined to the container's callbacks, one at a time.
 */
@ServerEndpoint(
    value = "/ws/session/{session_id}",
    decoders = ClientMessageDecoder.class,
    encoders = ServerMessageEncoder.class,
    configurator = LlmEndpoint.Door.class)
public class LlmEndpoint extends ConversationEndpoint {

  private final Standings standings;

  public LlmEndpoint(Reception reception, Standings standings, @Nullable String bearer, @Nullable String address) {
    super(reception, bearer, address);
    this.standings = standings;
  }

  /** Makes the endpoints. */
  public static final class Door extends Handshake {
    @Override
    protected Object endpoint(@Nullable String bearer) {
      return new LlmEndpoint(reception(), CDI.current().select(Standings.class).get(), bearer, address());
    }
  }

  @OnOpen
  public void onOpen(Session session, @PathParam("session_id") String id) {
    Reception reception = reception();
    if (!SessionId.isValid(id)) {
      reception.turnAway(session).close(CloseCode.NO_SUCH_SESSION);
      return;
    }
    HandshakeData handshake = handshake(session);
    Caller caller = new Caller(new SessionId(id), handshake.token(), handshake.invite());
    caller.arrival(reception.verifier(), standings).ifPresentOrElse(
        arrival -> start(new LlmConnection(reception, session, caller, arrival, handshake.address())),
        () -> reception.turnAway(session).close(CloseCode.TOKEN_REFUSED));
  }
}
