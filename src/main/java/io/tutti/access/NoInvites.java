package io.tutti.access;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;

/** Invitations of a server that has none. Immutable. */
final class NoInvites implements Invites {

  @Override
  public Optional<Issued> issue(SessionId session, UserId by, Terms terms, long now) {
    return Optional.empty();
  }

  @Override
  public List<Invite> list(SessionId session) {
    return List.of();
  }

  @Override
  public boolean revoke(SessionId session, String inviteId) {
    return false;
  }

  @Override
  public Optional<Accepted> look(SessionId session, String token, UserId user, long now) {
    return Optional.empty();
  }

  @Override
  public Optional<Accepted> accept(SessionId session, String token, UserId user, long now) {
    return Optional.empty();
  }
}
