package io.tutti.edge.websocket.novel;

import io.tutti.access.Accounts;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.ConversationEndpoint;
import io.tutti.edge.websocket.Handshake;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.identity.SessionId;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the container and this dialect meet: one instance per connection, which only hands on. Whoever is not let in is told why
 * before the close, since browsers tell a page nothing of a refused handshake (rule NE2). Confined to the container's
 * callbacks, one at a time.
 */
@ServerEndpoint(value = "/ws/{session_id}/{user_id}", configurator = NovelEndpoint.Door.class)
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
    Reception reception = reception();
    URI asking = session.getRequestURI();
    String user = segment(asking, 0);
    Arrival arrival = Arrival.of(new Arrival.Knock(segment(asking, 1), user, token(session)), reception.verifier(), accounts,
        reception.settings().anonymous());
    if (arrival instanceof Arrival.Admitted admitted) {
      standings.byDialect(admitted.session(), admitted.self(), Handshake.asked(session, "invite")).ifPresentOrElse(
          self -> begin(NovelConnection.open(reception, session, admitted.as(self), user, address())),
          () -> refuse(session, new Arrival.Refused(CloseCode.NOT_ALLOWED, "This invitation is not valid")));
    } else if (arrival instanceof Arrival.Refused refused) {
      refuse(session, refused);
    }
  }

  private void refuse(Session session, Arrival.Refused refused) {
    PeerConnection out = reception().turnAway(session);
    String asked = segment(session.getRequestURI(), 1);
    Stamp stamp = Stamp.fresh(SessionId.isValid(asked) ? asked : "", 0, System.currentTimeMillis());
    out.send(ServerFrames.sentAway(refused.reason(), stamp));
    out.close(refused.code());
  }

  /** A part of the path, counted from its end, without escapes: not all containers decode path parameters. */
  private static String segment(URI address, int fromEnd) {
    String[] segments = address.getRawPath().split("/");
    int at = segments.length - 1 - fromEnd;
    return at < 0 ? "" : URI.create("/" + segments[at]).getPath().substring(1);
  }
}
