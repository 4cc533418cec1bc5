package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The keys of what is stored, over REST")
class KeysRouteTest {

  private static final String ROTATE = "/api/v1/keys/rotate";
  private RestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RestServer(true, "");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String told() throws Exception {
    return server.get("/api/v1/keys", RestServer.ADMIN).text();
  }

  @Test
  @DisplayName("[SEAL8] an operator begins a rotation, once, and sees how far it is")
  void rotates() throws Exception {
    server.rotation.use("2027");
    assertTrue(told().contains("\"state\":\"idle\""), told());
    RestServer.Reply begun = server.post(ROTATE, "", RestServer.ADMIN);
    assertEquals(202, begun.status());
    assertEquals("{\"key\":\"2027\",\"rotation\":{\"state\":\"running\",\"sessions\":2,\"encrypted\":{\"events\":7},\"failure\":null}}",
        begun.text());
    assertEquals(begun.text(), told());
    assertEquals(409, server.post(ROTATE, "", RestServer.ADMIN).status());
  }

  @Test
  @DisplayName("[SEAL8] without a key there is nothing to rotate; nobody but an operator may ask")
  void refuses() throws Exception {
    RestServer.Reply none = server.post(ROTATE, "", RestServer.ADMIN);
    assertEquals(409, none.status());
    assertTrue(none.text().contains("ENCRYPTION_KEY is not set"), none.text());
    for (String token : new String[] {RestServer.ADMIN + "x", server.tokens.of("ada")}) {
      assertEquals(403, server.post(ROTATE, "", token).status());
      assertEquals(403, server.get("/api/v1/keys", token).status());
    }
    assertEquals(401, server.get("/api/v1/keys").status());
  }
}
