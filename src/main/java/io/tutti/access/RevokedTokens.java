package io.tutti.access;

import java.util.Map;

/** Where the ids of tokens are kept that were ended before their time. Thread-safe. */
public interface RevokedTokens {

  /** Notes an ended token until {@code expiresAt}, milliseconds since 1970; one that is noted already stays so. */
  void add(String tokenId, long expiresAt);

  boolean contains(String tokenId);

  /** At most {@code limit} noted tokens, those that expire last, with when: all that expire after {@code now} if they are fewer. */
  Map<String, Long> unexpired(long now, int limit);

  /** Forgets what expired at {@code now} or before. */
  void removeExpired(long now);
}
