package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What refusals look like. Holds nothing. */
final class Refusals {

  private Refusals() {}

  static void assertRefused(int status, String detail, RestServer.Reply reply) {
    assertEquals(status, reply.status(), reply.text());
    assertEquals(detail, reply.json().get("detail"));
    assertEquals(status == 401 ? "Bearer" : "", reply.header("WWW-Authenticate"));
  }
}
