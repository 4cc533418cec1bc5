package io.tutti.contract;

import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overviews;
import io.tutti.identity.Caller;
import io.tutti.identity.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Insights in memory: a twin of the tables. Thread-safe: guarded by itself. */
public final class MemoryInsights implements Insights {

  private final Overviews overviews;
  private final Map<String, Insight> insights = new LinkedHashMap<>();
  private final Map<String, Set<UserId>> votes = new HashMap<>();
  private final Map<String, Map<UserId, Long>> views = new HashMap<>();

  public MemoryInsights(Overviews overviews) {
    this.overviews = overviews;
  }

  @Override
  public synchronized boolean add(Insight insight) {
    long known = insights.values().stream().filter(other -> other.author().equals(insight.author())).count();
    if (known >= MAX_OF_AUTHOR) {
      return false;
    }
    insights.put(insight.id(), insight);
    return true;
  }

  @Override
  public synchronized Page page(Caller caller, Query query) {
    List<Insight> all = insights.values().stream()
        .filter(insight -> isSeen(insight, caller) && isWished(insight, query))
        .sorted(order(query.order()).thenComparing(Comparator.comparingLong(Insight::createdAt).reversed())
            .thenComparing(Insight::id))
        .map(insight -> told(insight, caller)).toList();
    return new Page(all.stream().skip(query.window().offset()).limit(query.window().limit()).toList(), all.size());
  }

  private boolean isSeen(Insight insight, Caller caller) {
    if (insight.author().equals(caller.user())) {
      return true;
    }
    if (insight.team() != null) {
      return insight.team().equals(caller.team());
    }
    return insight.session() == null
        || overviews.find(insight.session(), caller).filter(Overviews.Found::isSeen).isPresent();
  }

  private static boolean isWished(Insight insight, Query query) {
    String text = (insight.text().title() + "\n" + insight.text().content()).toLowerCase(Locale.ROOT);
    return (query.team() == null || query.team().equals(insight.team()))
        && (query.session() == null || query.session().equals(insight.session()))
        && (query.tag() == null || insight.text().tags().contains(query.tag()))
        && (query.text() == null || text.contains(query.text().toLowerCase(Locale.ROOT)));
  }

  private static Comparator<Insight> order(Order order) {
    return switch (order) {
      case NEWEST -> Comparator.comparingLong(Insight::createdAt).reversed();
      case VOTES -> Comparator.comparingLong(Insight::votes).reversed();
      case VIEWS -> Comparator.comparingLong(Insight::views).reversed();
    };
  }

  private Insight told(Insight insight, Caller caller) {
    boolean isVoted = caller.user() != null && votes.getOrDefault(insight.id(), Set.of()).contains(caller.user());
    return new Insight(insight.id(), insight.text(), insight.author(), insight.authorName(), insight.team(), insight.session(),
        insight.votes(), insight.views(), isVoted, insight.createdAt(), insight.updatedAt());
  }

  @Override
  public synchronized Optional<Insight> find(String id, Caller caller) {
    return Optional.ofNullable(insights.get(id)).filter(insight -> isSeen(insight, caller))
        .map(insight -> told(insight, caller));
  }

  private void counted(String id, long votes, long views) {
    Insight i = insights.get(id);
    insights.put(id, new Insight(i.id(), i.text(), i.author(), i.authorName(), i.team(), i.session(), i.votes() + votes,
        i.views() + views, false, i.createdAt(), i.updatedAt()));
  }

  @Override
  public synchronized void view(String id, UserId user, long day) {
    if (insights.containsKey(id)) {
      Map<UserId, Long> days = views.computeIfAbsent(id, key -> new HashMap<>());
      if (days.getOrDefault(user, Long.MIN_VALUE) < day) {
        days.put(user, day);
        counted(id, 0, 1);
      }
    }
  }

  @Override
  public synchronized void change(String id, Insight.Text text, long at) {
    insights.computeIfPresent(id, (key, i) -> new Insight(key, text, i.author(), i.authorName(), i.team(), i.session(),
        i.votes(), i.views(), false, i.createdAt(), at));
  }

  @Override
  public synchronized void delete(String id) {
    insights.remove(id);
    votes.remove(id);
    views.remove(id);
  }

  @Override
  public synchronized void vote(String id, UserId user, boolean isFor) {
    if (insights.containsKey(id)) {
      Set<UserId> voters = votes.computeIfAbsent(id, key -> new HashSet<>());
      boolean changes = isFor ? voters.add(user) : voters.remove(user);
      counted(id, changes ? (isFor ? 1 : -1) : 0, 0);
    }
  }
}
