package io.tutti.hub;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Agents;
import io.tutti.session.Archive;
import io.tutti.session.AuditTrail;
import io.tutti.session.Journal;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the hub needs from outside. {@code publisher}: runs publishing, never blocked for long; {@code storage}: runs what
 * waits for the journal; {@code scheduler}: wakes sessions; {@code threads}: makes the thread of the group commit;
 * {@code nowMillis}: milliseconds since 1970; {@code nanos}: a clock that only goes forwards; {@code audit}: hears which commands
 * were decided; {@code teamOf}: the team that somebody is in, or null; may block;
 * {@code blocked}: whether a session lets no guest in from an address; must not block. Immutable.
 */
public record HubPorts(
    Journal journal,
    Archive archive,
    Agents agents,
    Executor agentThreads,
    Executor publisher,
    Executor storage,
    ScheduledExecutorService scheduler,
    ThreadFactory threads,
    Incidents incidents,
    LongSupplier nowMillis,
    LongSupplier nanos,
    AuditTrail audit,
    Function<UserId, @Nullable String> teamOf,
    BiPredicate<SessionId, @Nullable String> blocked) {

  /** The same with another clock. */
  HubPorts with(LongSupplier clock) {
    return new HubPorts(journal, archive, agents, agentThreads, publisher, storage, scheduler, threads, incidents, clock, nanos, audit,
        teamOf, blocked);
  }

  /** Ports of a hub that nothing is audited of, and that knows no teams. */
  public HubPorts(
      Journal journal, Archive archive, Agents agents, Executor agentThreads, Executor publisher, Executor storage,
      ScheduledExecutorService scheduler, ThreadFactory threads, Incidents incidents, LongSupplier nowMillis, LongSupplier nanos) {
    this(journal, archive, agents, agentThreads, publisher, storage, scheduler, threads, incidents, nowMillis, nanos,
        AuditTrail.NONE, user -> null, (session, address) -> false);
  }
}
