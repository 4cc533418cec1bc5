package io.tutti.edge.jpa;

import io.tutti.analytics.Figures;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.Reading;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of sessions, in the tables that the journal fills. Thread-safe. */
public final class JpaOverviews implements Overviews {

  static final String USUAL_TYPE = "tutti";

  private static final String READ_ONLY = "org.hibernate.readOnly";
  private static final long MILLIS_PER_DAY = 86_400_000;
  /** So many ids stand in one statement. */
  private static final int MAX_IDS = 1_000;

  private final Transactions transactions;
  private final Runnable beforeReading;

  /** {@code beforeReading} brings the tables up to date with what was stored, where they may be behind. */
  public JpaOverviews(Database database, Runnable beforeReading) {
    this.transactions = new Transactions(database);
    this.beforeReading = beforeReading;
  }

  @Override
  public List<Overview> list(Caller caller, Wish wish) {
    beforeReading.run();
    return transactions.read("list what is known of sessions", entities -> {
      SessionSight sight = new SessionSight(caller, wish.team());
      // The status lies within what is said: of all that are in sight, as many as may be looked at.
      Stream<SessionEntity> rows = sight.bind(entities.createQuery(
              "select s from SessionEntity s where " + sight.condition() + " order by s.lastActivity desc, s.sessionId",
              SessionEntity.class))
          .setMaxResults(wish.status() == null ? Math.min(MAX_SESSIONS, wish.offset() + wish.limit()) : MAX_SESSIONS)
          .setHint(READ_ONLY, true)
          .getResultStream();
      return rows.map(JpaOverviews::overview)
          .filter(overview -> wish.status() == null || wish.status().equals(overview.figures().status()))
          .skip(wish.offset()).limit(wish.limit()).toList();
    });
  }

  @Override
  public Optional<Found> find(SessionId session, Caller caller) {
    beforeReading.run();
    return transactions.read("read what is known of session " + session, entities -> entities
        .createQuery("select s from SessionEntity s where s.sessionId = :id", SessionEntity.class)
        .setParameter("id", session.value())
        .setHint(READ_ONLY, true)
        .getResultStream()
        .findFirst()
        .map(row -> new Found(overview(row), isSeen(entities, row, caller))));
  }

  private static boolean isSeen(EntityManager entities, SessionEntity row, Caller caller) {
    SessionSight sight = new SessionSight(caller, null);
    return sight.bind(entities.createQuery(
            "select count(s) from SessionEntity s where s.key = :key and " + sight.condition(), Long.class))
        .setParameter("key", row.storedKey())
        .getSingleResult() > 0;
  }

  @Override
  public List<Reading> readings(Caller caller, @Nullable String team, long from) {
    beforeReading.run();
    return transactions.read("read how sessions went", entities -> {
      SessionSight sight = new SessionSight(caller, team);
      List<Reading> readings = new ArrayList<>(beginnings(entities, sight, from));
      // The last of each session and day; what is older than the latest ones is left out where there are too many.
      readings.addAll(sight.bind(entities.createQuery(
              "select new io.tutti.edge.jpa.MetricRow(d.id, m.at, m.status, m.tokenCount, m.healthScore)"
                  + " from (select s.sessionId as id, l.place.sessionKey as session, max(l.place.seq) as last"
                  + " from SessionEntity s join MetricEntity l on l.place.sessionKey = s.key"
                  + " where l.at >= :from and " + sight.condition()
                  + " group by s.sessionId, l.place.sessionKey, l.at - mod(l.at, " + MILLIS_PER_DAY + "L)) d"
                  + " join MetricEntity m on m.place.sessionKey = d.session and m.place.seq = d.last"
                  + " order by m.at desc", MetricRow.class))
          .setParameter("from", from)
          .setMaxResults(MAX_READINGS)
          .getResultStream().map(MetricRow::toReading).toList());
      readings.sort(Comparator.comparingLong(Reading::at));
      return List.copyOf(readings);
    });
  }

  private static List<Reading> beginnings(EntityManager entities, SessionSight sight, long from) {
    return sight.bind(entities.createQuery("select s from SessionEntity s where s.createdAt >= :from and "
            + sight.condition() + " order by s.createdAt desc", SessionEntity.class))
        .setParameter("from", from)
        .setMaxResults(MAX_SESSIONS)
        .setHint(READ_ONLY, true)
        .getResultStream()
        .map(row -> beginning(row.toDescription().id(), Profile.of(row.toDescription()), row.createdAt))
        .toList();
  }

  private static Reading beginning(SessionId id, Profile first, long at) {
    return new Reading(id, at, first.status(), first.count(ProfileField.TOKEN_COUNT, 0),
        first.number(ProfileField.HEALTH_SCORE, Profile.USUAL_HEALTH_SCORE));
  }

  @Override
  public Map<SessionId, Long> openComments(Collection<SessionId> sessions) {
    List<String> ids = sessions.stream().map(SessionId::value).toList();
    Map<SessionId, Long> open = new HashMap<>();
    beforeReading.run();
    for (int i = 0; i < ids.size(); i += MAX_IDS) {
      List<String> some = ids.subList(i, Math.min(ids.size(), i + MAX_IDS));
      transactions.read("count open comments", entities -> entities
          .createQuery("select s.sessionId, count(m) from SessionEntity s join MessageEntity m on m.place.sessionKey = s.key"
              + " where s.sessionId in :ids and m.kind in ('comment', 'annotation') and m.parentId is null"
              + " and m.deletedAt is null and m.resolved = false group by s.sessionId", Object[].class)
          .setParameter("ids", some)
          .getResultList())
          .forEach(row -> open.put(new SessionId((String) row[0]), (Long) row[1]));
    }
    return open;
  }

  private static Overview overview(SessionEntity row) {
    Profile profile = row.toProfile();
    String type = profile.text(ProfileField.TYPE);
    Figures figures = new Figures(new SessionId(row.sessionId), type == null ? USUAL_TYPE : type, profile.status(),
        profile.text(ProfileField.PROJECT), profile.count(ProfileField.TOKEN_COUNT, 0),
        profile.count(ProfileField.TOKEN_LIMIT, Profile.USUAL_TOKEN_LIMIT),
        profile.number(ProfileField.HEALTH_SCORE, Profile.USUAL_HEALTH_SCORE), profile.count(ProfileField.ERROR_COUNT, 0),
        row.createdAt, row.lastActivity);
    Overview.About about = new Overview.About(profile.text(ProfileField.TITLE), profile.text(ProfileField.DESCRIPTION),
        profile.tags(), profile.text(ProfileField.WORKING_DIRECTORY),
        profile.get(ProfileField.PID) == null ? null : Long.valueOf(profile.count(ProfileField.PID, 0)),
        profile.count(ProfileField.FILE_COUNT, 0), row.shownTo, row.teamId, row.sharedAt);
    return new Overview(figures, about, row.messageCount);
  }
}
