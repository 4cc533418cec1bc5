package io.tutti.session;

import io.tutti.identity.Caller;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where logs are kept. Every method blocks until it is done and may be called from any thread; {@link #append} is called by
 * one thread at a time for each session. Thread-safe.
 *
 * <p>Adapters: tables behind JPA (used directly on PostgreSQL), and before them, on the embedded database, a write-ahead file
 * whose group commits cost one write and one fsync and are folded into the tables in large batches.
 *
 * <p>Every method throws {@link JournalFailure} where the storage is broken, full or gone, or holds what it cannot read.
 */
public interface Journal {

  /** So long the ids of deleted sessions are remembered. */
  int DELETED_DAYS = 30;

  /** What {@link #checks} says of a part that works. */
  String OK = "ok";

  /** The entries of one session that follow each other. Not empty. */
  record Batch(SessionId session, List<Entry> entries) {
    public Batch {
      entries = List.copyOf(entries);
    }
  }

  /** A session as it can be opened: what it was created with, the newest snapshot and every entry after it. */
  record Opened(SessionDescription description, @Nullable SessionSnapshot snapshot, List<Entry> tail) {
    public Opened {
      tail = List.copyOf(tail);
    }

    /** The state that all of it makes. */
    public SessionState state() {
      SessionState state = snapshot == null ? new SessionState(description) : SessionState.from(description, snapshot);
      tail.forEach(state::apply);
      return state;
    }
  }

  /** A line of a list of sessions, as they are now. {@code lastActivity}: milliseconds since 1970. */
  record Summary(SessionDescription description, Profile profile, long seq, long lastActivity) {}

  /**
   * Creates a session with an empty log, durably; an identity that is undecided is chosen here, and its generation follows that
   * of a deleted session of the same id. That id is then no longer remembered as deleted.
   *
   * @return whether it was created; false where the id exists, and nothing changes
   */
  boolean create(SessionDescription description);

  /**
   * Stores all batches and the read models that they feed in one transaction. When this returns, they survive a crash of the
   * process and of the machine; when it throws, none of them is stored.
   *
   * @throws JournalFailure also if a place in a log is taken or a session does not exist (then {@code isData()} is true)
   */
  void append(List<Batch> batches);

  /** Opens a session; empty where there is none. */
  Optional<Opened> open(SessionId session);

  /** The description of a session; empty where there is none. */
  Optional<SessionDescription> describe(SessionId session);

  /**
   * The entries from {@code from} to {@code to} (inclusive), in order, at most {@code limit}. Places that are no longer
   * retained are left out.
   */
  List<Entry> read(SessionId session, long from, long to, int limit);

  /**
   * The same, but fewer where more would have over {@code maxCharacters} characters of stored content together; at least one where
   * there is one. For reading a log of any size in pieces that fit into memory.
   */
  default List<Entry> readPiece(SessionId session, long from, long to, int limit, long maxCharacters) {
    return read(session, from, to, limit);
  }

  /** The place before the first one that is retained: 0 for a complete log. */
  long retainedAfter(SessionId session);

  /**
   * The entry after the place {@code after} to which the command {@code ref} of {@code client} led (the first, where it led to
   * several), or empty. The search may read all entries after that place.
   */
  Optional<Entry> find(SessionId session, ClientId client, String ref, long after);

  /**
   * Stores a snapshot; an older one of the session may be dropped.
   *
   * @throws JournalFailure also if the log does not reach {@code snapshot.seq()} (then {@code isData()} is true)
   */
  void keep(SessionId session, SessionSnapshot snapshot);

  /**
   * Drops the entries up to {@code snapshot.seq()}, after storing the snapshot, in one transaction.
   * The log goes on after it.
   */
  void forget(SessionId session, SessionSnapshot snapshot);

  /**
   * Drops the entries up to {@code seq}, which the newest snapshot has reached. The log goes on after them.
   *
   * @throws JournalFailure also if no snapshot has reached {@code seq} (then {@code isData()} is true)
   */
  void forgetUpTo(SessionId session, long seq);

  /**
   * Lets the log of a session that has no entry yet begin after the place {@code after} (1 or more), as a log whose past was
   * forgotten goes on. It cannot be opened before a snapshot of that place or a later one is kept.
   *
   * @throws JournalFailure also if there is no such session, or its log has begun (then {@code isData()} is true)
   */
  void beginAfter(SessionId session, long after);

  /** Deletes a session and everything of it but its id, see {@link #isDeleted}; nothing happens where there is none. */
  void delete(SessionId session);

  /** Whether a session of that id was deleted within the last {@value #DELETED_DAYS} days, and none was created since. */
  boolean isDeleted(SessionId session);

  /**
   * Gives the session's log another identity, durably, because its numbers may have been given twice.
   *
   * @return the new identity
   * @throws JournalFailure also if there is no such session (then {@code isData()} is true)
   */
  LogIdentity renew(SessionId session);

  /** Sessions by id, after {@code after} (null: from the first), at most {@code limit}. */
  List<Summary> list(@Nullable SessionId after, int limit);

  /** Those of them that {@code caller} finds, by the rules of {@link AccessRules#mayFind}. */
  default List<Summary> list(Caller caller, @Nullable SessionId after, int limit) {
    List<Summary> found = new ArrayList<>();
    SessionId last = after;
    while (found.size() < limit) {
      List<Summary> piece = list(last, limit);
      piece.stream()
          .filter(summary -> open(summary.description().id()).filter(opened -> AccessRules.mayFind(opened.state(), caller)).isPresent())
          .limit(limit - found.size()).forEach(found::add);
      if (piece.size() < limit) {
        break;
      }
      last = piece.get(piece.size() - 1).description().id();
    }
    return found;
  }

  /** Whether the storage answers. Never throws. */
  boolean isHealthy();

  /**
   * Why nothing can be stored at the moment, in words for people; null where nothing is known against it. What was found lately:
   * never blocks, never throws.
   */
  default @Nullable String refusal() {
    return null;
  }

  /**
   * What of the storage works: each part with {@value #OK} or what is wrong with it, in words for operators. What was found lately:
   * never blocks for long, never throws.
   */
  default Map<String, String> checks() {
    return Map.of("storage", isHealthy() ? OK : "The storage does not answer");
  }
}
