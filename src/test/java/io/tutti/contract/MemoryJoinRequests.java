package io.tutti.contract;

import io.tutti.access.JoinRequest;
import io.tutti.access.JoinRequests;
import io.tutti.identity.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests to join in memory: a twin of the table. Thread-safe: guarded by itself. */
public final class MemoryJoinRequests implements JoinRequests {

  private final List<JoinRequest> all = new ArrayList<>();

  @Override
  public synchronized Optional<JoinRequest> ask(JoinRequest request) {
    all.removeIf(old -> old.at() < request.at() - JoinRequest.LIFETIME_MILLIS);
    Optional<JoinRequest> earlier = all.stream().filter(old -> waits(old, request.session()) && old.user().equals(request.user())).findFirst();
    if (earlier.isEmpty() && all.stream().filter(old -> waits(old, request.session())).count() >= MAX_PENDING) {
      return Optional.empty();
    }
    JoinRequest kept = new JoinRequest(earlier.map(JoinRequest::id).orElse(request.id()), request.session(), request.user(), request.name(),
        request.anonymous(), request.message(), request.at(), request.isHeard(), request.status(), request.role());
    all.removeIf(old -> old.id().equals(kept.id()));
    all.add(kept);
    return Optional.of(kept);
  }

  private static boolean waits(JoinRequest request, SessionId session) {
    return request.session().equals(session) && request.status() == JoinRequest.Status.PENDING;
  }

  @Override
  public synchronized List<JoinRequest> pending(SessionId session, long since) {
    return all.stream().filter(request -> waits(request, session) && request.isHeard() && request.at() >= since).toList();
  }

  @Override
  public synchronized Optional<JoinRequest> find(SessionId session, String id, long now) {
    return all.stream().filter(request -> request.session().equals(session) && request.id().equals(id)
        && request.at() >= now - JoinRequest.LIFETIME_MILLIS).findFirst();
  }

  @Override
  public synchronized boolean answer(JoinRequest answered) {
    boolean waited = all.removeIf(old -> old.id().equals(answered.id()) && waits(old, answered.session()));
    if (waited) {
      all.add(answered);
    }
    return waited;
  }
}
