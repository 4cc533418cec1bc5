package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks to join. {@code lastSeenSeq}: up to where this client has seen the log, null where it wants no replay.
 * {@code title}: what the session is called if it comes into being by this joining; null for nothing.
 * The member's role is the session's to give and is ignored. Immutable.
 */
public record Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq, Standing standing, @Nullable String title) {

  /** Somebody for whom a session that is not there yet has no title. */
  public Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq, Standing standing) {
    this(member, client, lastSeenSeq, standing, null);
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

  /** Somebody who has nothing to show but the link. */
  public Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq) {
    this(member, client, lastSeenSeq, Standing.LINK);
  }
}
