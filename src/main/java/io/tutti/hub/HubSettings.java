package io.tutti.hub;

/**
 * What bounds the hub. {@code autocreate}: joining an unknown session creates it; {@code replayLimit}: most entries that are
 * replayed to one client; {@code snapshotEvery}: entries between snapshots; {@code commitIntervalMillis}: least time from
 * the start of one group commit to the next; {@code backlogLimit}: entries that may wait for the journal before writers are
 * slowed; {@code mailboxLimit}: tasks that may wait in one session; {@code idleMillis}: how long a session without
 * connections stays in memory; {@code conflictWindowMillis}: the conflict window of sessions that joining creates. Immutable.
 */
public record HubSettings(
    boolean autocreate,
    int replayLimit,
    int snapshotEvery,
    long commitIntervalMillis,
    int backlogLimit,
    int mailboxLimit,
    long idleMillis,
    long conflictWindowMillis) {

  public static HubSettings defaults() {
    return new HubSettings(true, 1_000, 1_000, 8, 20_000, 10_000, 60_000, 500);
  }
}
