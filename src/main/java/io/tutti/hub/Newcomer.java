package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks to join. {@code seen}: up to where this client has seen the log, null where it wants no replay; {@code
 * mayCreate}: whether an unknown session is to come into being, where that is allowed; {@code title}: what it is called then, null
 * for nothing. The member's role is the session's to give and is ignored. Immutable.
 */
public record Newcomer(
    Member member, ClientId client, @Nullable Seen seen, Standing standing, boolean mayCreate, @Nullable String title) {

  /** What a client has seen of a log: everything up to {@code seq}; {@code logId}: of which log, null where it does not say. */
  public record Seen(@Nullable Long seq, @Nullable String logId) {}

  /** Somebody for whom a session that is not there yet has no title. */
  public Newcomer(Member member, ClientId client, @Nullable Seen seen, Standing standing, boolean mayCreate) {
    this(member, client, seen, standing, mayCreate, null);
  }

  /** Somebody whose joining may create the session. */
  public Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq, Standing standing) {
    this(member, client, lastSeenSeq == null ? null : new Seen(lastSeenSeq, null), standing, true);
  }

  /**
   * Who comes in, where {@code here} are those who have a connection: nobody proves to be a guest who is here, so a guest of the same
   * id is somebody else (rule NE3).
   */
  Member amid(Set<UserId> here) {
    Member coming = member;
    for (int n = 2; member.guest() && here.contains(coming.id()); n++) {
      coming = member.namesake(n);
    }
    return coming;
  }

  /** The same, for whom a session that is not there yet is called {@code name}. */
  public Newcomer titled(String name) {
    return new Newcomer(member, client, seen, standing, mayCreate, name);
  }

  /** Somebody who has nothing to show but the link. */
  public Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq) {
    this(member, client, lastSeenSeq, Standing.LINK);
  }

  /** The same with what else it can show. */
  public Newcomer with(Standing shown) {
    return new Newcomer(member, client, seen, shown, mayCreate, title);
  }

  /** Up to where this client has seen the log, or null where it wants no replay. */
  public @Nullable Long lastSeenSeq() {
    return seen == null ? null : seen.seq();
  }

  /** Which log this client has seen, or null where it does not say. */
  public @Nullable String logId() {
    return seen == null ? null : seen.logId();
  }
}
