package io.tutti.containers;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

/** On Tyrus, which is Payara's, here without Payara. */
@DisplayName("The native endpoint on Tyrus")
class EndpointOnTyrusTest extends EndpointContract {

  private static final Lobby LOBBY = new Lobby();
  private static @Nullable LoopbackTyrus tyrus;

  @BeforeAll
  static void start() throws Exception {
    LobbyEndpoint.leadTo(LOBBY.reception());
    tyrus = new LoopbackTyrus(LobbyEndpoint.class, SEND_BUFFER);
  }

  @AfterAll
  static void stop() {
    if (tyrus != null) {
      tyrus.stop();
    }
    LOBBY.close();
  }

  @Override
  Lobby lobby() {
    return LOBBY;
  }

  @Override
  URI base() {
    return URI.create("http://127.0.0.1:" + tyrus.getPort() + "/");
  }
}
