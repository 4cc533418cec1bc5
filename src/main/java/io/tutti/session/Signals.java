package io.tutti.session;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Roster;
import io.tutti.presence.Sighting;
import io.tutti.presence.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a session that is not in its log: who looks at what, and what is on its way to be shown. Appearances of one
 * connection are put together until they are taken; all else is taken as it came, at most {@value #MAX_WAITING}, then the
 * oldest is dropped. Confined to its session.
 */
public final class Signals {

  static final int MAX_WAITING = 1_000;

  /** A signal to be shown. {@code origin}: the number of the connection that caused it, 0 for the server. */
  public record Taken(Signal signal, long origin) {}

  private final Roster roster = new Roster();
  private final List<Taken> waiting = new ArrayList<>(0);

  /** The connection of that number (at least 1) is there. */
  public void arrive(long connection, UserId user, ClientId client, long now) {
    roster.arrive(connection, user, client, now);
  }

  /** The connection is gone. */
  public void leave(long connection) {
    roster.leave(connection);
  }

  /** The connection's client did something. */
  public void heard(long connection, long now) {
    roster.heard(connection, now);
  }

  /**
   * Takes in a signal of that connection, or of the server (0).
   *
   * @return whether time alone may now change something sooner than {@link #nextDue} said before
   */
  public boolean offer(long connection, Signal signal, long now) {
    if (signal instanceof Signal.Appearance appearance) {
      roster.update(connection, appearance.change(), now);
      return appearance.change().aspects().containsKey(Aspect.TYPING);
    }
    roster.heard(connection, now);
    if (waiting.size() == MAX_WAITING) {
      waiting.remove(0);
    }
    waiting.add(new Taken(signal, connection));
    return false;
  }

  /** Lets time pass. */
  public void tick(long now) {
    roster.tick(now);
  }

  /** When {@link #tick} has something to do next (milliseconds since 1970), or empty. */
  public Optional<Long> nextDue() {
    return roster.nextDue();
  }

  /** Whether {@link #take} would give anything. */
  public boolean isWaiting() {
    return !waiting.isEmpty() || roster.hasNews();
  }

  /** What is to be shown now. */
  public List<Taken> take() {
    List<Taken> taken = takeSaid();
    roster.takeAttentions().forEach((user, status) -> taken.add(new Taken(new Signal.Attention(user, status), 0)));
    roster.takeNews().forEach(news -> taken.add(
        new Taken(new Signal.Appearance(news.user(), news.client(), news.change(), news.left()), news.connection())));
    return taken;
  }

  /** What waits of all but appearances. */
  public List<Taken> takeSaid() {
    List<Taken> said = new ArrayList<>(waiting);
    waiting.clear();
    return said;
  }

  /** Everybody as they look now; only those who view the file or document {@code name}, where one is given. */
  public List<Sighting> sightings(@Nullable String name) {
    return roster.sightings().stream().filter(sighting -> name == null || sighting.views(name)).toList();
  }

  /** Where each person's cursor is: the one that moved last, where several connections show one (plain JSON). */
  public Map<UserId, Object> cursors() {
    return roster.latest(Aspect.CURSOR);
  }

  /** How attentive everybody is who is here, in the word of the wire. */
  public Map<UserId, String> statuses() {
    Map<UserId, String> words = new HashMap<>();
    roster.statuses().forEach((user, status) -> words.put(user, status.word()));
    return words;
  }

}
