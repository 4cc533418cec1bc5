package io.tutti.contract;

import io.tutti.identity.SessionId;
import io.tutti.session.LogIdentity;
import io.tutti.session.SessionDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What journals in memory know of logs' identities: the id of a log is its session's, and a count. Confined to its journal. */
public final class LogIdentities {

  private final Map<SessionId, Integer> deleted = new HashMap<>();

  /** {@code description} as it is stored: with a log of its own. */
  public SessionDescription created(SessionDescription description) {
    Integer before = deleted.remove(description.id());
    int generation = before == null ? 0 : before + 1;
    LogIdentity log = description.log();
    return description.withLog(log.isUndecided() ? new LogIdentity(id(description, generation), List.of(), generation)
        : before == null ? log : log.after(generation));
  }

  public void deleted(SessionDescription description) {
    deleted.put(description.id(), description.log().generation());
  }

  public boolean isDeleted(SessionId session) {
    return deleted.containsKey(session);
  }

  /** {@code description} with its log under another id. */
  public SessionDescription renewed(SessionDescription description) {
    LogIdentity log = description.log();
    return description.withLog(log.renewed(id(description, log.generation() + 1)));
  }

  /** What {@code copy} knows, this knows from now on. */
  public void take(LogIdentities copy) {
    deleted.putAll(copy.deleted);
  }

  private static String id(SessionDescription description, int generation) {
    return "log." + description.id() + "." + generation;
  }
}
