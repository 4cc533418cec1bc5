package io.tutti.edge.jpa;

import io.tutti.analytics.Insight;
import io.tutti.analytics.Insights;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Insights in tables. Thread-safe. */
public final class JpaInsights implements Insights {

  private final Transactions transactions;
  private final Runnable beforeReading;
  private final int maxOfAuthor;

  /** {@code beforeReading} brings the tables of sessions up to date with what was stored, where they may be behind. */
  public JpaInsights(Database database, Runnable beforeReading) {
    this(database, beforeReading, MAX_OF_AUTHOR);
  }

  JpaInsights(Database database, Runnable beforeReading, int maxOfAuthor) {
    this.transactions = new Transactions(database);
    this.beforeReading = beforeReading;
    this.maxOfAuthor = maxOfAuthor;
  }

  /** Two at once may both be the last that is allowed: the bound is there against too many, not against one more. */
  @Override
  public boolean add(Insight insight) {
    return transactions.write("keep an insight", entities -> {
      long known = entities.createQuery("select count(i) from InsightEntity i where i.author = :author", Long.class)
          .setParameter("author", insight.author().value())
          .getSingleResult();
      if (known >= maxOfAuthor) {
        return false;
      }
      entities.persist(new InsightEntity(insight, key(entities, insight.session())));
      return true;
    });
  }

  private static @Nullable Long key(EntityManager entities, @Nullable SessionId session) {
    return session == null ? null : entities
        .createQuery("select s.key from SessionEntity s where s.sessionId = :id", Long.class)
        .setParameter("id", session.value())
        .getResultStream().findFirst().orElse(null);
  }

  @Override
  public Page page(Caller caller, Query query) {
    beforeReading.run();
    return transactions.read("list insights", entities -> {
      Search search = new Search(caller, query);
      long total = search.bind(entities.createQuery("select count(i) " + search.from(), Long.class)).getSingleResult();
      List<InsightEntity> rows = search
          .bind(entities.createQuery("select i " + search.from() + search.order(), InsightEntity.class))
          .setFirstResult(query.window().offset())
          .setMaxResults(query.window().limit())
          .getResultList();
      Set<String> voted = voted(entities, caller, rows);
      return new Page(rows.stream().map(row -> row.toInsight(voted.contains(row.id))).toList(), total);
    });
  }

  private static Set<String> voted(EntityManager entities, Caller caller, List<InsightEntity> rows) {
    if (caller.user() == null || rows.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(entities
        .createQuery("select v.place.insightId from InsightVoteEntity v where v.place.userId = :user"
            + " and v.place.insightId in :ids", String.class)
        .setParameter("user", caller.user().value())
        .setParameter("ids", rows.stream().map(row -> row.id).toList())
        .getResultList());
  }

  @Override
  public Optional<Insight> find(String id, Caller caller) {
    beforeReading.run();
    return transactions.read("read an insight", entities -> {
      Search search = new Search(caller, null);
      List<InsightEntity> rows = search
          .bind(entities.createQuery("select i " + search.from() + " and i.id = :id", InsightEntity.class))
          .setParameter("id", id)
          .getResultList();
      Set<String> voted = voted(entities, caller, rows);
      return rows.stream().findFirst().map(row -> row.toInsight(voted.contains(row.id)));
    });
  }

  @Override
  public void view(String id, UserId user, long day) {
    locked("count a view", id, (entities, row) -> {
      InsightPlace place = new InsightPlace(id, user.value());
      InsightViewEntity view = entities.find(InsightViewEntity.class, place);
      if (view == null) {
        entities.persist(new InsightViewEntity(place, day));
        row.views++;
      } else if (view.lastDay < day) {
        view.lastDay = day;
        row.views++;
      }
    });
  }

  @Override
  public void change(String id, Insight.Text text, long at) {
    locked("change an insight", id, (entities, row) -> {
      row.take(text);
      row.updatedAt = at;
    });
  }

  @Override
  public void delete(String id) {
    locked("delete an insight", id, (entities, row) -> {
      ofInsight(entities, "InsightVoteEntity", id);
      ofInsight(entities, "InsightViewEntity", id);
      entities.remove(row);
    });
  }

  private static void ofInsight(EntityManager entities, String entity, String id) {
    entities.createQuery("delete from " + entity + " e where e.place.insightId = :id").setParameter("id", id).executeUpdate();
  }

  @Override
  public void vote(String id, UserId user, boolean isFor) {
    locked("count a vote", id, (entities, row) -> {
      InsightPlace place = new InsightPlace(id, user.value());
      InsightVoteEntity vote = entities.find(InsightVoteEntity.class, place);
      if (vote == null && isFor) {
        entities.persist(new InsightVoteEntity(place));
        row.votes++;
      } else if (vote != null && !isFor) {
        entities.remove(vote);
        row.votes--;
      }
    });
  }

  /** Changes a row that nobody else changes meanwhile. */
  private void locked(String what, String id, Work work) {
    transactions.write(what, entities -> {
      InsightEntity row = entities.find(InsightEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
      if (row != null) {
        work.on(entities, row);
      }
      return row != null;
    });
  }

  private interface Work {
    void on(EntityManager entities, InsightEntity row);
  }

  /** What a caller sees and, where {@code query} is not null, wishes. Immutable. */
  private record Search(Caller caller, @Nullable Query query) {

    private static final char ESCAPE = '!';

    private SessionSight sight() {
      return new SessionSight(caller, null);
    }

    String from() {
      StringBuilder from = new StringBuilder("from InsightEntity i where (i.teamId is null and (i.sessionId is null"
          + " or exists (select 1 from SessionEntity s where s.key = i.sessionKey and " + sight().condition() + "))");
      if (caller.user() != null) {
        from.append(" or i.author = :user");
      }
      if (caller.team() != null) {
        from.append(" or i.teamId = :callersTeam");
      }
      from.append(")");
      if (query != null) {
        wish(from, query.team(), " and i.teamId = :team");
        wish(from, query.session(), " and i.sessionId = :session");
        wish(from, query.tag(), " and :tag member of i.tags");
        wish(from, query.text(), " and i.sought like :text escape '" + ESCAPE + "'");
      }
      return from.toString();
    }

    private static void wish(StringBuilder from, @Nullable Object wish, String condition) {
      if (wish != null) {
        from.append(condition);
      }
    }

    String order() {
      String first = query == null ? "" : switch (query.order()) {
        case NEWEST -> "";
        case VOTES -> "i.votes desc, ";
        case VIEWS -> "i.views desc, ";
      };
      return " order by " + first + "i.createdAt desc, i.id";
    }

    <T> TypedQuery<T> bind(TypedQuery<T> statement) {
      sight().bind(statement);
      if (query != null) {
        bind(statement, "team", query.team());
        bind(statement, "session", query.session() == null ? null : query.session().value());
        bind(statement, "tag", query.tag());
        bind(statement, "text", query.text() == null ? null : "%" + escaped(query.text().toLowerCase(Locale.ROOT)) + "%");
      }
      return statement;
    }

    private static void bind(TypedQuery<?> statement, String name, @Nullable Object value) {
      if (value != null) {
        statement.setParameter(name, value);
      }
    }

    private static String escaped(String text) {
      StringBuilder escaped = new StringBuilder(text.length());
      for (char c : text.toCharArray()) {
        if (c == '%' || c == '_' || c == ESCAPE) {
          escaped.append(ESCAPE);
        }
        escaped.append(c);
      }
      return escaped.toString();
    }
  }
}
