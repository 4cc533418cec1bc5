package io.tutti.access;

import io.tutti.identity.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * Where requests to join sessions are kept, also those to sessions that are not there: whoever asks must not learn the difference
 * (rule REQ2). Changes are stored when a method returns. Times are milliseconds since 1970. Thread-safe.
 */
public interface JoinRequests {

  /** How many a session keeps that wait for an answer. */
  int MAX_PENDING = 100;
  /** How many the server keeps: the oldest make room. */
  int MAX_ALL = 50_000;

  /**
   * Keeps a request, in the place of an earlier one of the same person for the same session that still waits, whose id it takes over;
   * what is kept, or empty where too many wait already. Drops what is older than {@link JoinRequest#LIFETIME_MILLIS}.
   */
  Optional<JoinRequest> ask(JoinRequest request);

  /** Those of a session that wait, that hosts are told of, and that came after {@code since}, the oldest first. */
  List<JoinRequest> pending(SessionId session, long since);

  /** One that is not older than {@link JoinRequest#LIFETIME_MILLIS} at {@code now}. */
  Optional<JoinRequest> find(SessionId session, String id, long now);

  /** Keeps an answer; false where the request does not wait any more. */
  boolean answer(JoinRequest answered);
}
