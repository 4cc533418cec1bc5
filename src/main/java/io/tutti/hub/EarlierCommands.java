package io.tutti.hub;

import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the commands that a client sent before its connection came: whether one that comes now may be a repetition of one that
 * memory has forgotten (rules ENV9, ENV10). Confined to the session's mailbox.
 */
final class EarlierCommands {

  /** Rule ENV9: a client that retries does so before anything else; after so many new commands there is nothing to ask for. */
  private static final int MAX_NEW_COMMANDS = 64;
  /** How far back a client is looked for that does not say what it has seen. */
  private static final int LOOK_BACK_ENTRIES = 10_000;

  private final boolean guest;
  private final long seqBefore;
  private final long lookBackTo;
  private int newCommands;

  /**
   * @param lastSeenSeq what the client has seen, null where it does not say
   * @param seqBefore the log's end before the connection came in
   */
  EarlierCommands(Place place, boolean guest, @Nullable Long lastSeenSeq, long seqBefore, SessionState state) {
    this.guest = guest;
    this.seqBefore = seqBefore;
    long from = lastSeenSeq == null ? Math.max(0, seqBefore - LOOK_BACK_ENTRIES) : lastSeenSeq;
    this.lookBackTo = hasCertainlySentNothingAfter(from, place, state) ? seqBefore : from;
  }

  /** Whether memory still has everything after {@code from}, and nothing of it is this client's: then nothing can be a repetition. */
  private static boolean hasCertainlySentNothingAfter(long from, Place place, SessionState state) {
    return state.tail().reachesBackTo(from)
        && state.tail().after(from).stream().noneMatch(entry -> place.client().equals(entry.client()));
  }

  /** Whether the client may have sent it before it came, unanswered as far as it knows, too long ago for memory. */
  boolean mayHave(SessionState state) {
    return newCommands < MAX_NEW_COMMANDS && lookBackTo < Math.min(state.refsForgottenUpTo(), seqBefore);
  }

  /** The place of the log after which they would stand. */
  long lookBackTo() {
    return lookBackTo;
  }

  /** Another new command was decided. */
  void count() {
    newCommands++;
  }

  /** Rule ENV10: a guest comes back as somebody else. */
  boolean isOwn(UserId user, Entry entry) {
    return guest || user.equals(entry.user());
  }
}
