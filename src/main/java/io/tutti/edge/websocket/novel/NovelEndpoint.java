package io.tutti.edge.websocket.novel;

import io.tutti.access.Accounts;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.ConversationEndpoint;
import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.HandshakeData;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Newcomer;
import io.tutti.identity.SessionId;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the container and this dialect meet: one instance per connection, which only hands on. Whoever is not let in is told why
 * before the close, since browsers tell a page nothing of a refused handshake (rule NE2). Confined to the container's
 * callbacks, one at a time.
 */
@ServerEndpoint(
    value = "/ws/{session_id}/{user_id}",
    decoders = ClientMessageDecoder.class,
    encoders = ServerMessageEncoder.class,
    configurator = NovelEndpoint.Door.class)
public class NovelEndpoint extends ConversationEndpoint {

  private final Accounts accounts;
  private final Standings standings;

  public NovelEndpoint(
      Reception reception, Accounts accounts, Standings standings, @Nullable String bearer, @Nullable String address) {
    super(reception, bearer, address);
    this.accounts = accounts;
    this.standings = standings;
  }

  /** Makes the endpoints. */
  public static final class Door extends Handshake {
    @Override
    protected Object endpoint(@Nullable String bearer) {
      return new NovelEndpoint(reception(), CDI.current().select(Accounts.class).get(),
          CDI.current().select(Standings.class).get(), bearer, address());
    }
  }

  @OnOpen
  public void onOpen(Session session) {
    URI asking = session.getRequestURI();
    String user = segment(asking, 0);
    HandshakeData handshake = handshake(session);
    Arrival.of(new Arrival.Knock(segment(asking, 1), user, handshake.token()), reception().verifier(), accounts,
        reception().settings().anonymous()).match(new Arrival.Cases<Optional<Arrival.Refused>>() {
          @Override
          public Optional<Arrival.Refused> admitted(Arrival.Admitted arrival) {
            return admit(session, arrival, user, handshake);
          }

          @Override
          public Optional<Arrival.Refused> refused(Arrival.Refused arrival) {
            return Optional.of(arrival);
          }
        }).ifPresent(refused -> refuse(session, refused));
  }

  /** Lets the connection begin; or why not. */
  private Optional<Arrival.Refused> admit(Session session, Arrival.Admitted arrival, String user, HandshakeData handshake) {
    Optional<Newcomer> newcomer = standings.byDialect(arrival.session(), arrival.self(), handshake.invite());
    if (newcomer.isEmpty()) {
      return Optional.of(new Arrival.Refused(CloseCode.NOT_ALLOWED, "This invitation is not valid"));
    }
    start(new NovelConnection(reception(), session, arrival.as(newcomer.get()), user, handshake.address()));
    return Optional.empty();
  }

  private void refuse(Session session, Arrival.Refused refused) {
    PeerConnection out = reception().turnAway(session);
    String asked = segment(session.getRequestURI(), 1);
    Stamp stamp = Stamp.fresh(SessionId.isValid(asked) ? asked : "", 0, System.currentTimeMillis());
    out.send(ServerMessageEncoder.text(new ServerMessage.SentAway(refused.reason(), stamp)));
    out.close(refused.code());
  }

  /** A part of the path, counted from its end, without escapes: not all containers decode path parameters. */
  private static String segment(URI address, int fromEnd) {
    String[] segments = address.getRawPath().split("/");
    int at = segments.length - 1 - fromEnd;
    return at < 0 ? "" : URI.create("/" + segments[at]).getPath().substring(1);
  }
}
