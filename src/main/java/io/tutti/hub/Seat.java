package io.tutti.hub;

import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.SessionLog;
import io.tutti.session.SessionMessages;
import io.tutti.session.SessionState;
import io.tutti.session.Signal;
import io.tutti.session.Signals;
import io.tutti.session.Whisper;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection's place in a session: what it can wish there. Thread-safe. */
public interface Seat {

  /** The session as a question finds it; good only while the question is asked, and not to be changed. */
  record Room(SessionState state, Signals signals, Notice.Attendance attendance) {}

  /**
   * Wishes {@code command}; the answer comes to the peer. Waits while the journal is behind, so that a client that writes faster
   * than the server stores is slowed. {@code ref}: the client's name for the command, or null.
   */
  void wish(Command command, @Nullable String ref);

  /** Asks for the session's state; it comes to the peer as {@link Notice.StateReported}. */
  void askState(@Nullable String ref);

  /**
   * Asks {@code question} in the session; the answer, which must be immutable, comes to {@code answer} in the session's mailbox,
   * once everything that it rests on is stored and after all that was shown before. Where the session is not to be had, the peer
   * is told a refusal with {@code ref} instead.
   */
  <T> void ask(Function<Room, T> question, Consumer<T> answer, @Nullable String ref);

  /**
   * Reads in storage, once everything decided so far is stored there: {@code reading} runs on a thread that may wait, its answer
   * comes to {@code answer} in the session's mailbox, in the order of this connection's wishes. Where it fails, the peer is told
   * a refusal with {@code ref} instead.
   */
  <T> void read(Supplier<T> reading, Consumer<T> answer, @Nullable String ref);

  /** The session's log, to be read with {@link #read}. */
  SessionLog log();

  /** The session's messages, to be read with {@link #read}. */
  SessionMessages messages();

  /** Gives a signal. */
  void signal(Signal signal);

  /** Says something to one person only; where that is refused, the peer is told so with {@code ref}. */
  void whisper(Whisper whisper, @Nullable String ref);

  /** As whom the connection is in: once it is, perhaps somebody else than it came as (rule NE3). */
  UserId user();

  /** Leaves: the connection is gone. Further calls do nothing. */
  void leave();
}
