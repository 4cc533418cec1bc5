package io.tutti.access;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Invitations to sessions (rules INV1–INV8): whoever has the token of one may come in with its role, as long as it lasts. Only a
 * digest of a token is kept. Every method blocks until it is done and throws the storage's unchecked failure where that is broken.
 * Times are milliseconds since 1970. Thread-safe.
 */
public interface Invites {

  /** How many invitations a session keeps; the dead ones make room first. */
  int MAX_PER_SESSION = 1_000;

  /** A server without invitations: none is ever good. */
  Invites NONE = new NoInvites();

  /** What an invitation gives, until when, and to how many people; {@code maxUses} null: to any number. Immutable. */
  record Terms(Role role, long expiresAt, @Nullable Integer maxUses) {

    public Terms {
      if (role == Role.HOST || (maxUses != null && maxUses < 1)) {
        throw new IllegalArgumentException("An invitation is for editors or viewers, at least one");
      }
    }
  }

  /** An invitation; {@code uses}: how many people have come in with it. Immutable. */
  record Invite(String id, Terms terms, UserId createdBy, long createdAt, int uses, boolean revoked) {

    /** Whether it lets in, at {@code now}, somebody who has not used it before. */
    public boolean isGood(long now) {
      Integer most = terms.maxUses();
      return !revoked && now < terms.expiresAt() && (most == null || uses < most);
    }
  }

  /** A new invitation and its token, which is told this once. Immutable. */
  record Issued(Invite invite, String token) {}

  /** An invitation was good. {@code role}: what it gives; null where this user has used it before: then it gives nothing new. Immutable. */
  record Accepted(@Nullable Role role) {}

  /** Makes an invitation; empty where there is no such session, or it has too many that are good. */
  Optional<Issued> issue(SessionId session, UserId by, Terms terms, long now);

  /** The session's invitations, the newest first. */
  List<Invite> list(SessionId session);

  /** Ends an invitation; false where the session has none of that id. */
  boolean revoke(SessionId session, String inviteId);

  /** What {@link #accept} would answer; counts nothing. */
  Optional<Accepted> look(SessionId session, String token, UserId user, long now);

  /** Uses the invitation of {@code token}, once for each user; empty where it is not good, whatever the reason. */
  Optional<Accepted> accept(SessionId session, String token, UserId user, long now);
}
