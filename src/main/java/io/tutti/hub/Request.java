package io.tutti.hub;

import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way, and who hears what becomes of it. {@code place}: the connection that it came over, null where it came over none;
 * {@code ref}: the client's name for it; {@code earlier}: what is known of the commands that the same client sent before, null where that
 * does not matter. Immutable.
 */
record Request(
    @Nullable Place place, Origin origin, Command command, @Nullable String ref, Sender sender, @Nullable EarlierCommands earlier) {

  private static final Sender NOBODY = new Sender() {
    @Override
    public boolean isHere(LiveSession session) {
      return !session.isEnded();
    }

    @Override
    public void read(LiveSession session, long after, Supplier<Runnable> reading, @Nullable String ref, boolean othersWait) {
      throw new IllegalStateException("a command of the server needs nothing that memory does not have");
    }

    @Override
    public void repeated(Entry entry, String ref) {}

    @Override
    public void refused(Decision.Rejected rejected, @Nullable String ref) {}

    @Override
    public void accepted(long seq, boolean changed, List<Decision.Question> questions, @Nullable String ref) {}
  };

  /** The server's own command: nobody hears of it but by its events. */
  static Request ofServer(Command command) {
    return new Request(null, Origin.SERVER, command, null, NOBODY, null);
  }

  /** What has become of this request outside the session, to be decided there for the same sender. */
  Request goingOn(Command result) {
    return new Request(place, origin, result, ref, sender, null);
  }

  /** Who sent a command and hears what becomes of it, in the session's mailbox. */
  interface Sender {

    /** Whether it still waits, and its commands still count. */
    boolean isHere(LiveSession session);

    /**
     * Reads, once the log is stored up to {@code after}, on a thread that may wait, and does what {@code reading} gives in the mailbox.
     * Where reading fails, the sender hears that. {@code othersWait}: whether what it sends meanwhile waits for that.
     */
    void read(LiveSession session, long after, Supplier<Runnable> reading, @Nullable String ref, boolean othersWait);

    /** The command was known already: it led to {@code entry}. */
    void repeated(Entry entry, String ref);

    /** The command is refused. */
    void refused(Decision.Rejected rejected, @Nullable String ref);

    /** The command is taken, and stored with the log up to {@code seq}; {@code changed}: whether it led to anything. */
    void accepted(long seq, boolean changed, List<Decision.Question> questions, @Nullable String ref);
  }
}
