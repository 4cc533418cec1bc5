package io.tutti.hub;

import io.tutti.identity.ClientId;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks to join. {@code lastSeenSeq}: up to where this client has seen the log, null where it wants no replay.
 * The member's role is the session's to give and is ignored. Immutable.
 */
public record Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq, Standing standing) {

  /** Somebody who has nothing to show but the link. */
  public Newcomer(Member member, ClientId client, @Nullable Long lastSeenSeq) {
    this(member, client, lastSeenSeq, Standing.LINK);
  }
}
