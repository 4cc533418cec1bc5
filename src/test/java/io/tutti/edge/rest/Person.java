package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Somebody with an account, who asks with its token. Immutable. */
record Person(RestServer server, String name, String id, String token) {

  /** Somebody new, called {@code name}, at {@code name@example.com}. */
  static Person register(RestServer server, String name) throws Exception {
    var reply = server.post("/api/auth/register",
        "{\"email\":\"" + name + "@example.com\",\"username\":\"" + name + "\",\"password\":\"password-1\"}");
    assertEquals(201, reply.status(), reply.text());
    String token = (String) reply.json().get("access_token");
    return new Person(server, name, (String) server.get("/api/auth/me", token).json().get("id"), token);
  }

  String team() throws Exception {
    return (String) get("/api/auth/me").json().get("team_id");
  }

  RestServer.Reply get(String path) throws Exception {
    return server.get(path, token);
  }

  RestServer.Reply post(String path, String body) throws Exception {
    return server.post(path, body, token);
  }

  RestServer.Reply patch(String path, String body) throws Exception {
    return server.patch(path, body, token);
  }

  RestServer.Reply put(String path, String body) throws Exception {
    return server.put(path, body, token);
  }

  RestServer.Reply delete(String path) throws Exception {
    return server.delete(path, token);
  }
}
