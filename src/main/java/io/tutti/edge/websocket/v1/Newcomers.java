package io.tutti.edge.websocket.v1;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.websocket.Arrivals;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Newcomer;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import java.util.regex.Pattern;

/** Makes newcomers of what {@code auth} says. Thread-safe: holds nothing. */
final class Newcomers {

  private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");

  private Newcomers() {}

  /** Somebody without a token: nobody can prove to be the same one again. Blocks. */
  static Newcomer guest(ClientMessage.Auth auth, Reception reception) {
    return newcomer(guestMember(auth, reception), auth);
  }

  /** Somebody whose token speaks for {@code identity}. */
  static Newcomer known(Identity identity, ClientMessage.Auth auth) {
    return newcomer(Arrivals.known(identity, color(auth, Arrivals.usualColor(identity))), auth);
  }

  private static Newcomer newcomer(Member member, ClientMessage.Auth auth) {
    String clientId = auth.clientId();
    return new Newcomer(member, clientId == null ? Arrivals.namelessClient() : new ClientId(clientId), auth.seen(),
        Standing.LINK, auth.create());
  }

  private static Member guestMember(ClientMessage.Auth auth, Reception reception) {
    String id = Arrivals.randomHex(6);
    String name = auth.name() == null ? "User " + id.substring(6) : reception.guestName(auth.name());
    return new Member(new UserId("anon_" + id), name, color(auth, Member.ANONYMOUS_COLOR), Role.EDITOR, true, true);
  }

  private static String color(ClientMessage.Auth auth, String usual) {
    String color = auth.color();
    return color != null && COLOR.matcher(color).matches() ? color : usual;
  }
}
