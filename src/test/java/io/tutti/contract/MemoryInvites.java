package io.tutti.contract;

import io.tutti.access.Invites;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Invitations in memory, to any session that is named. Thread-safe: guarded by itself. */
public final class MemoryInvites implements Invites {

  private record Known(SessionId session, Invite invite, Set<UserId> users) {}

  private final Map<String, Known> byToken = new LinkedHashMap<>();
  private int last;

  @Override
  public synchronized Optional<Issued> issue(SessionId session, UserId by, Terms terms, long now) {
    if (list(session).size() >= MAX_PER_SESSION) {
      boolean hasDead = byToken.values().removeIf(known -> known.session().equals(session) && !known.invite().isGood(now));
      if (!hasDead) {
        return Optional.empty();
      }
    }
    last++;
    Invite invite = new Invite("invite-" + last, terms, by, now, 0, false);
    byToken.put("token-of-" + last, new Known(session, invite, new HashSet<>()));
    return Optional.of(new Issued(invite, "token-of-" + last));
  }

  @Override
  public synchronized List<Invite> list(SessionId session) {
    List<Invite> all = new ArrayList<>();
    byToken.values().stream().filter(known -> known.session().equals(session)).forEach(known -> all.add(0, known.invite()));
    return all;
  }

  @Override
  public synchronized boolean revoke(SessionId session, String inviteId) {
    boolean found = false;
    for (Map.Entry<String, Known> entry : byToken.entrySet()) {
      Known known = entry.getValue();
      Invite invite = known.invite();
      if (known.session().equals(session) && invite.id().equals(inviteId)) {
        entry.setValue(new Known(session, new Invite(
            inviteId, invite.terms(), invite.createdBy(), invite.createdAt(), invite.uses(), true), known.users()));
        found = true;
      }
    }
    return found;
  }

  @Override
  public synchronized Optional<Accepted> look(SessionId session, String token, UserId user, long now) {
    Known known = byToken.get(token);
    if (known == null || !known.session().equals(session)) {
      return Optional.empty();
    }
    if (known.users().contains(user)) {
      return Optional.of(new Accepted(null));
    }
    return known.invite().isGood(now) ? Optional.of(new Accepted(known.invite().terms().role())) : Optional.empty();
  }

  @Override
  public synchronized Optional<Accepted> accept(SessionId session, String token, UserId user, long now) {
    Optional<Accepted> answer = look(session, token, user, now);
    Known known = byToken.get(token);
    if (answer.isPresent() && known != null && known.users().add(user)) {
      Invite invite = known.invite();
      byToken.put(token, new Known(session, new Invite(invite.id(), invite.terms(), invite.createdBy(), invite.createdAt(),
          invite.uses() + 1, invite.revoked()), known.users()));
    }
    return answer;
  }
}
