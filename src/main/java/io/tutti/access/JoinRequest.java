package io.tutti.access;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks to be let into a session (rules REQ1–REQ8). {@code message}: at most {@value #MAX_MESSAGE_LENGTH} characters, or null;
 * {@code isHeard}: whether hosts are told of it; {@code role}: what was granted, else null; {@code at}: milliseconds since 1970.
 * Immutable.
 */
public record JoinRequest(
    String id, SessionId session, UserId user, String name, boolean anonymous, @Nullable String message, long at,
    boolean isHeard, Status status, @Nullable Role role) {

  public static final int MAX_MESSAGE_LENGTH = 500;
  /** How long a request can be answered, and its answer be learned. */
  public static final long LIFETIME_MILLIS = 7 * 86_400_000L;

  /** What has become of it. */
  public enum Status {
    PENDING, GRANTED, DECLINED;

    /** The lower-case word that is used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A new one. */
  public static JoinRequest of(
      String id, SessionId session, Identity identity, String name, @Nullable String message, long at) {
    return new JoinRequest(
        id, session, identity.id(), name, identity.anonymous(), message, at, false, Status.PENDING, null);
  }

  /** The same, of which hosts are told or not. */
  public JoinRequest heard(boolean isHeard) {
    return new JoinRequest(id, session, user, name, anonymous, message, at, isHeard, status, role);
  }

  /** The same with an answer: a role, or null for none. */
  public JoinRequest answered(@Nullable Role granted) {
    return new JoinRequest(id, session, user, name, anonymous, message, at, isHeard,
        granted == null ? Status.DECLINED : Status.GRANTED, granted);
  }
}
