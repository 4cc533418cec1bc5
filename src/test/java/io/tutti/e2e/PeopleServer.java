package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one server whose secret they know, so that they can make tokens of signed-in people; started for the first that
 * asks and stopped after the last test of all. Thread-safe: tests run one after the other.
 */
final class PeopleServer implements ParameterResolver {

  static final String SECRET = "a secret of the tests, long enough for every algorithm that there is, 64+";
  private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(PeopleServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(PLACE).getOrComputeIfAbsent(RunningServer.class, type -> ServerSetup.empty("people")
        .with("JWT_SECRET", SECRET).with("CONNECTIONS_PER_SECOND", "1000").start(), RunningServer.class);
  }

  /** A token of the signed-in user {@code user_<name>}, called {@code name}. */
  static String token(String name) {
    return SignedToken.of(SECRET, "HS256", "user_" + name, "tests", claims -> claims.add("username", name));
  }

  static String[] bearer(String name) {
    return new String[] {"Authorization", "Bearer " + token(name)};
  }

  /** A session of {@code owner}'s, of that visibility. */
  static String session(RunningServer server, String owner, String visibility) {
    return Web.session(server, Json.createObjectBuilder().add("visibility", visibility).add("admission", "link").build(), bearer(owner));
  }

  /** Gives {@code name} a role, as {@code host}. */
  static void give(RunningServer server, String session, String host, String name, String role) {
    Web.Reply reply = Web.send(server.http("/api/v1/sessions/" + session + "/participants/user_" + name), "PUT",
        Json.createObjectBuilder().add("role", role).build().toString(), bearer(host));
    if (reply.status() != 200) {
      throw new AssertionError("The role was not given: " + reply);
    }
  }

  /** The door of the LLM Session Manager's dialect. */
  static URI door(RunningServer server, String session, String query) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws/session/" + session + query);
  }

  /** Connects there and waits for the welcome. */
  static Client enter(RunningServer server, String session, String name) {
    Client client = Client.connect(door(server, session, "?token=" + token(name)));
    client.inbox().next("connected");
    return client;
  }

  /** Connects with the native protocol. */
  static Client join(RunningServer server, String session, String name) {
    return Client.joinAs(server, session, token(name));
  }

  /** A frame of the dialect. */
  static JsonObject frame(String json) {
    return Messages.read(json.replace('\'', '"'));
  }
}
