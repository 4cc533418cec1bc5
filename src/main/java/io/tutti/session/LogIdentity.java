package io.tutti.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Which log a session has (rules LOGID1–LOGID3): its numbers mean nothing in another one. A session that was deleted and made
 * again, or imported, has another log; one whose log turned out to be shorter than what somebody has seen of it goes on under a
 * new id. Immutable.
 *
 * @param id 16 random letters or digits; empty where whoever stores the session is to choose one
 * @param former the ids under which the same log was known before, oldest first, at most {@link #MAX_FORMER}
 * @param generation how many logs of the session's id are known to have come before, renewals counted
 */
public record LogIdentity(String id, List<String> former, int generation) {

  public static final int LENGTH = 16;
  public static final int MAX_FORMER = 8;

  /** Of a session that is not stored yet. */
  public static final LogIdentity UNDECIDED = new LogIdentity("", List.of(), 0);

  public LogIdentity {
    former = List.copyOf(former);
  }

  /** Whether an id is still to be chosen. */
  public boolean isUndecided() {
    return id.isEmpty();
  }

  /** The same log under the id {@code next}, because its numbers may have been given twice. */
  public LogIdentity renewed(String next) {
    List<String> all = new ArrayList<>(former);
    all.add(id);
    return new LogIdentity(next, all.subList(Math.max(0, all.size() - MAX_FORMER), all.size()), generation + 1);
  }

  /** This identity for a log that follows {@code earlier} ones of the same session id. */
  public LogIdentity after(int earlier) {
    return new LogIdentity(id, former, earlier);
  }
}
