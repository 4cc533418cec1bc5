package io.tutti.hub;

import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionMessages;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who was let in by {@link SessionGate} can do with one session, without a connection. It is good for one request:
 * what it shows of a session that is not in memory is the session as it was found at the gate, until something is changed through it.
 * Confined to that request.
 */
public final class SessionAccess {

  private final SessionHub hub;
  private final HubPorts ports;
  private final SessionId id;
  private final Caller caller;
  private Seat.@Nullable Room stored;

  /** {@code stored}: the session as it was read from storage, null where it is in memory. */
  SessionAccess(SessionHub hub, HubPorts ports, SessionId id, Caller caller, Seat.@Nullable Room stored) {
    this.hub = hub;
    this.ports = ports;
    this.id = id;
    this.caller = caller;
    this.stored = stored;
  }

  public SessionId id() {
    return id;
  }

  /** Asks {@code question} of the session as it is now; empty where it has gone. What it answers must be immutable. */
  public <T> Optional<T> look(Function<Seat.Room, T> question) {
    Seat.Room found = stored;
    return found == null ? hub.look(id, question) : Optional.of(question.apply(found));
  }

  /** The session's log. */
  public SessionLog log() {
    return new SessionLog(ports.journal(), id);
  }

  /** The session's messages. */
  public SessionMessages messages() {
    return new SessionMessages(ports.archive(), id);
  }

  /** From where {@code user} is or was here; empty where nobody knows. */
  public Set<String> addressesOf(UserId user) {
    return hub.addressesOf(id, user);
  }

  /**
   * Carries out {@code command} for the caller, as {@link SessionHub#perform} does; empty where the session has gone.
   * {@code address}: from where the caller sends it, null where nobody knows.
   */
  public Optional<Outcome> perform(Command command, @Nullable String address) {
    stored = null;
    return hub.perform(id, Origin.of(caller.user(), address), Command.ChangeProfile.by(caller.team(), command));
  }

  /** Deletes the session; false where it has gone already. See {@link SessionHub#delete}. */
  public boolean delete() {
    stored = null;
    return hub.delete(id);
  }

  /** Drops the log behind the session's present place; false where the session has gone. See {@link SessionHub#forget}. */
  public boolean forget() {
    stored = null;
    return hub.forget(id);
  }
}
