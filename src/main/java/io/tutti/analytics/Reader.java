package io.tutti.analytics;

import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to see something, for the question what there is for them (rules LIST1, INS2, REST7). {@code user}: null for who has
 * not signed in, and sees what is public; {@code team}: null for who is in none. Immutable.
 */
public record Reader(@Nullable UserId user, @Nullable String team) {

  /** Somebody who has not signed in. */
  public static final Reader PUBLIC = new Reader(null, null);

  public Reader {
    if (user == null && team != null) {
      throw new IllegalArgumentException("Who has not signed in is in no team");
    }
  }
}
