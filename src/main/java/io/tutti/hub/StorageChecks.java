package io.tutti.hub;

import io.tutti.session.Journal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What of the storage works, part by part: {@link Journal#OK} or what is wrong, in words for operators. Immutable. */
public record StorageChecks(Map<String, String> parts) {

  public StorageChecks {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /**
   * What {@code journal} says of itself, and whether what waits for it, {@code backlog} entries, is within its limit. A journal
   * without a file of its own is as well as its storage.
   */
  static StorageChecks of(Journal journal, int backlog, int backlogLimit) {
    Map<String, String> parts = new TreeMap<>(journal.checks());
    parts.putIfAbsent("journal", parts.getOrDefault("storage", Journal.OK));
    parts.put("backlog", backlog < backlogLimit ? Journal.OK : backlog + " entries wait to be stored");
    return new StorageChecks(parts);
  }

  /** Whether every part works. */
  public boolean isHealthy() {
    return parts.values().stream().allMatch(Journal.OK::equals);
  }
}
