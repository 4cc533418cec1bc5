package io.tutti.presence;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a session and what they last said about themselves. Times are milliseconds since 1970. Confined to its
 * session.
 */
public final class Roster {

  /** Rule PRES3: so long after the last word somebody counts as idle. */
  public static final long IDLE_MILLIS = 60_000;

  /** Rule PRES3: so long after the last word somebody counts as away, and cursor and viewport go. */
  public static final long AWAY_MILLIS = 300_000;

  /** Rule PRES4: so long after it was last said, nobody types any more. */
  public static final long TYPING_MILLIS = 5_000;

  private static final class Entry {
    private final UserId user;
    private final ClientId client;
    private Status status = Status.ACTIVE;
    private boolean said;
    /** Whether the others may know of this connection. */
    private boolean seen;
    private final Map<Aspect, @Nullable Object> aspects = new EnumMap<>(Aspect.class);
    private Change unseen = Change.NOTHING;
    private long heardAt;
    private long updatedAt;
    private long typingUntil = Long.MAX_VALUE;

    Entry(UserId user, ClientId client, long now) {
      this.user = user;
      this.client = client;
      heardAt = now;
      updatedAt = now;
    }

    private long nextDue() {
      long due = typingUntil;
      if (!said && status == Status.ACTIVE) {
        due = Math.min(due, heardAt + IDLE_MILLIS);
      }
      boolean mayFade = (!said && status != Status.AWAY)
          || aspects.get(Aspect.CURSOR) != null || aspects.get(Aspect.VIEWPORT) != null;
      return mayFade ? Math.min(due, heardAt + AWAY_MILLIS) : due;
    }
  }

  /** What fades with the cursor: where somebody was five minutes ago says nothing (rule PRES3). */
  private static final Map<Aspect, @Nullable Object> NOWHERE = nowhere();

  private static Map<Aspect, @Nullable Object> nowhere() {
    Map<Aspect, @Nullable Object> nowhere = new EnumMap<>(Aspect.class);
    nowhere.put(Aspect.CURSOR, null);
    nowhere.put(Aspect.VIEWPORT, null);
    return Collections.unmodifiableMap(nowhere);
  }

  private final Map<Long, Entry> entries = new LinkedHashMap<>();
  private final Set<Long> withNews = new LinkedHashSet<>();
  private final List<News> farewells = new ArrayList<>(0);
  /** Whose attention may have changed since it was last told (rule PRES5). */
  private final Set<UserId> attentions = new LinkedHashSet<>();

  /** The connection of that number is there; it is active and has said nothing yet. */
  public void arrive(long connection, UserId user, ClientId client, long now) {
    if (statusOf(user).filter(before -> before != Status.ACTIVE).isPresent()) {
      attentions.add(user);
    }
    entries.put(connection, new Entry(user, client, now));
  }

  /**
   * The connection is gone: where its user has another one, that is news to those who know of it, and what it showed is taken back (rule PRES12). Where
   * the same client is here by another connection already, what that one shows takes its place.
   */
  public void leave(long connection) {
    Entry gone = entries.get(connection);
    Optional<Status> before = gone == null ? Optional.empty() : statusOf(gone.user);
    entries.remove(connection);
    withNews.remove(connection);
    if (gone == null) {
      return;
    }
    Optional<Status> after = statusOf(gone.user);
    if (after.isEmpty()) {
      attentions.remove(gone.user);
      farewells.removeIf(news -> news.user().equals(gone.user));
      return;
    }
    if (!after.equals(before)) {
      attentions.add(gone.user);
    }
    if (!gone.seen) {
      return;
    }
    Optional<Entry> successor = entries.values().stream()
        .filter(entry -> entry.user.equals(gone.user) && entry.client.equals(gone.client)).findFirst();
    Map<Aspect, @Nullable Object> rest = new EnumMap<>(Aspect.class);
    gone.aspects.forEach((aspect, value) -> {
      if (value != null) {
        rest.put(aspect, successor.map(entry -> entry.aspects.get(aspect)).orElse(null));
      }
    });
    Change change = new Change(successor.map(entry -> entry.status).filter(status -> status != gone.status).orElse(null), rest);
    if (successor.isEmpty() || !change.isEmpty()) {
      farewells.add(new News(connection, gone.user, gone.client, change, successor.isEmpty()));
    }
  }

  /** The most attentive status of the user's connections; empty where there is none. */
  private Optional<Status> statusOf(UserId user) {
    return entries.values().stream()
        .filter(entry -> entry.user.equals(user)).map(entry -> entry.status).min(Comparator.naturalOrder());
  }

  /** Somebody did something: who was idle or away by the clock is active again (rule PRES3). */
  public void heard(long connection, long now) {
    Entry entry = entries.get(connection);
    if (entry == null) {
      return;
    }
    entry.heardAt = now;
    if (!entry.said && entry.status != Status.ACTIVE) {
      put(connection, entry, new Change(Status.ACTIVE, Map.of()));
    }
  }

  /** A connection says something about itself; nothing happens where it is not there. */
  public void update(long connection, Change change, long now) {
    Entry entry = entries.get(connection);
    if (entry == null) {
      return;
    }
    Status status = change.status();
    entry.said = status == null ? entry.said : status != Status.ACTIVE;
    entry.updatedAt = now;
    if (change.aspects().containsKey(Aspect.TYPING)) {
      entry.typingUntil = change.aspects().get(Aspect.TYPING) == null ? Long.MAX_VALUE : now + TYPING_MILLIS;
    }
    put(connection, entry, change);
    heard(connection, now);
  }

  /** Takes in what really is new. */
  private void put(Long connection, Entry entry, Change change) {
    Map<Aspect, @Nullable Object> news = new EnumMap<>(Aspect.class);
    change.aspects().forEach((aspect, value) -> {
      if (!Objects.equals(entry.aspects.get(aspect), value)) {
        entry.aspects.put(aspect, value);
        news.put(aspect, value);
      }
    });
    Status status = change.status() == entry.status ? null : change.status();
    entry.status = status == null ? entry.status : status;
    if (status != null) {
      attentions.add(entry.user);
    }
    Change real = new Change(status, news);
    if (!real.isEmpty()) {
      entry.seen = true;
      entry.unseen = entry.unseen.then(real);
      withNews.add(connection);
    }
  }

  /** Lets time pass: who said nothing for long fades (rules PRES3, PRES4). */
  public void tick(long now) {
    entries.forEach((connection, entry) -> {
      if (entry.typingUntil <= now) {
        entry.typingUntil = Long.MAX_VALUE;
        put(connection, entry, new Change(null, Collections.singletonMap(Aspect.TYPING, null)));
      }
      long silence = now - entry.heardAt;
      if (silence >= AWAY_MILLIS) {
        put(connection, entry, new Change(entry.said ? null : Status.AWAY, NOWHERE));
      } else if (silence >= IDLE_MILLIS && !entry.said && entry.status == Status.ACTIVE) {
        put(connection, entry, new Change(Status.IDLE, Map.of()));
      }
    });
  }

  /** When {@link #tick} has something to do next, or empty where nobody is here. */
  public Optional<Long> nextDue() {
    return entries.values().stream().map(Entry::nextDue).filter(due -> due != Long.MAX_VALUE).min(Long::compare);
  }

  /** What is new about one connection; {@code left}: it is gone, while its user is still here. */
  public record News(long connection, UserId user, ClientId client, Change change, boolean left) {}

  /** What is new since the last call, one item for each connection that has news. */
  public List<News> takeNews() {
    List<News> news = new ArrayList<>(farewells.size() + withNews.size());
    news.addAll(farewells);
    farewells.clear();
    for (Long connection : withNews) {
      Entry entry = entries.get(connection);
      if (entry != null) {
        news.add(new News(connection, entry.user, entry.client, entry.unseen, false));
        entry.unseen = Change.NOTHING;
      }
    }
    withNews.clear();
    return news;
  }

  /** Whether there is anything new since the last {@link #takeNews} and {@link #takeAttentions}. */
  public boolean hasNews() {
    return !withNews.isEmpty() || !farewells.isEmpty() || !attentions.isEmpty();
  }

  /** How attentive those people are, all connections together, of whom something was said since the last call (rule PRES5). */
  public Map<UserId, Status> takeAttentions() {
    if (attentions.isEmpty()) {
      return Map.of();
    }
    Map<UserId, Status> taken = new LinkedHashMap<>();
    Map<UserId, Status> all = statuses();
    for (UserId user : attentions) {
      Status status = all.get(user);
      if (status != null) {
        taken.put(user, status);
      }
    }
    attentions.clear();
    return taken;
  }

  /** What each person shows of {@code aspect}, by the connection that was updated last among those that show it. */
  public Map<UserId, Object> latest(Aspect aspect) {
    Map<UserId, Entry> latest = new HashMap<>();
    entries.values().stream()
        .filter(entry -> entry.aspects.get(aspect) != null)
        .forEach(entry -> latest.merge(entry.user, entry, (a, b) -> b.updatedAt >= a.updatedAt ? b : a));
    Map<UserId, Object> values = new HashMap<>();
    latest.forEach((user, entry) -> values.put(user, Objects.requireNonNull(entry.aspects.get(aspect))));
    return values;
  }

  /** Everybody as they are now, in order of arrival. Who is seen so is taken leave of. */
  public List<Sighting> sightings() {
    List<Sighting> sightings = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> {
      entry.seen = true;
      Map<Aspect, @Nullable Object> aspects = new EnumMap<>(Aspect.class);
      aspects.putAll(entry.aspects);
      sightings.add(new Sighting(entry.user, entry.client, entry.status, Collections.unmodifiableMap(aspects), entry.updatedAt));
    });
    return sightings;
  }

  /** The most attentive status of each user's connections (rule PRES5). */
  public Map<UserId, Status> statuses() {
    Map<UserId, Status> statuses = new HashMap<>();
    entries.values().forEach(entry -> statuses.merge(entry.user, entry.status, (a, b) -> a.compareTo(b) <= 0 ? a : b));
    return statuses;
  }
}
