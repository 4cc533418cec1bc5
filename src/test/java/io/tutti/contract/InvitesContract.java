package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Invites;
import io.tutti.access.Role;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What invitations do, wherever they are kept. The sessions {@code s} and {@code other} exist. */
abstract class InvitesContract {

  static final SessionId SESSION = new SessionId("s");
  static final SessionId OTHER = new SessionId("other");
  private static final UserId HOST = new UserId("kim");
  private static final long NOW = Logs.NOON;

  abstract Invites invites();

  private Invites.Issued issue(Role role, long expiresAt, Integer maxUses) {
    return invites().issue(SESSION, HOST, new Invites.Terms(role, expiresAt, maxUses), NOW).orElseThrow();
  }

  private Optional<Invites.Accepted> accept(Invites.Issued issued, String user, long now) {
    return invites().accept(SESSION, issued.token(), new UserId(user), now);
  }

  private static Optional<Invites.Accepted> as(Role role) {
    return Optional.of(new Invites.Accepted(role));
  }

  @Test
  @DisplayName("[INV1] [INV3] An invitation has a role, an end and a number of uses, and is listed; two have two tokens")
  void issued() {
    Invites.Issued first = issue(Role.VIEWER, NOW + 1_000, 3);
    Invites.Issued second = issue(Role.EDITOR, NOW + 2_000, null);
    assertNotEquals(first.token(), second.token());
    assertNotEquals(first.invite().id(), second.invite().id());
    assertEquals(2, invites().list(SESSION).size());
    assertTrue(invites().list(SESSION).contains(first.invite()));
    assertEquals(0, invites().list(OTHER).size());
    assertThrows(IllegalArgumentException.class, () -> new Invites.Terms(Role.HOST, NOW, null));
    assertThrows(IllegalArgumentException.class, () -> new Invites.Terms(Role.VIEWER, NOW, 0));
  }

  @Test
  @DisplayName("[INV4] It lets in as long as it lasts: not after its end, not elsewhere, not by another token")
  void lasts() {
    Invites.Issued issued = issue(Role.VIEWER, NOW + 1_000, null);
    assertEquals(as(Role.VIEWER), accept(issued, "ada", NOW + 999));
    assertEquals(Optional.empty(), accept(issued, "bob", NOW + 1_000));
    assertEquals(Optional.empty(), invites().accept(OTHER, issued.token(), new UserId("bob"), NOW));
    assertEquals(Optional.empty(), invites().accept(SESSION, issued.token() + "x", new UserId("bob"), NOW));
    assertEquals(Optional.empty(), invites().accept(SESSION, "", new UserId("bob"), NOW));
    assertEquals(Optional.empty(), invites().accept(SESSION, "x".repeat(100_000), new UserId("bob"), NOW));
    assertEquals(Optional.empty(), invites().accept(new SessionId("unknown"), issued.token(), new UserId("bob"), NOW));
  }

  @Test
  @DisplayName("[INV5] A use counts once for each user; looking counts none; who has used it is let in again and given nothing new")
  void uses() {
    Invites.Issued issued = issue(Role.EDITOR, NOW + 1_000, 2);
    assertEquals(as(Role.EDITOR), invites().look(SESSION, issued.token(), new UserId("ada"), NOW));
    assertEquals(as(Role.EDITOR), accept(issued, "ada", NOW));
    assertEquals(as(null), accept(issued, "ada", NOW));
    assertEquals(as(Role.EDITOR), accept(issued, "bob", NOW));
    assertEquals(Optional.empty(), accept(issued, "cid", NOW));
    assertEquals(Optional.empty(), invites().look(SESSION, issued.token(), new UserId("cid"), NOW));
    assertEquals(as(null), accept(issued, "ada", NOW + 5_000));
    assertEquals(2, invites().list(SESSION).get(0).uses());
  }

  @Test
  @DisplayName("[INV6] One that was ended lets nobody in who has not used it before")
  void revoked() {
    Invites.Issued issued = issue(Role.EDITOR, NOW + 1_000, null);
    accept(issued, "ada", NOW);
    assertFalse(invites().revoke(OTHER, issued.invite().id()));
    assertFalse(invites().revoke(SESSION, "unknown"));
    assertTrue(invites().revoke(SESSION, issued.invite().id()));
    assertEquals(Optional.empty(), accept(issued, "bob", NOW));
    assertEquals(as(null), accept(issued, "ada", NOW));
    assertTrue(invites().list(SESSION).get(0).revoked());
  }

  @Test
  @DisplayName("[INV7] A session keeps at most 1,000; those that are good for nothing any more make room")
  void bounded() {
    for (int i = 0; i < Invites.MAX_PER_SESSION; i++) {
      issue(Role.VIEWER, NOW + (i == 0 ? 10 : 1_000), null);
    }
    Invites.Terms terms = new Invites.Terms(Role.VIEWER, NOW + 1_000, null);
    assertEquals(Optional.empty(), invites().issue(SESSION, HOST, terms, NOW + 5));
    assertTrue(invites().issue(SESSION, HOST, terms, NOW + 10).isPresent());
    assertEquals(Invites.MAX_PER_SESSION, invites().list(SESSION).size());
  }
}
