package io.tutti.contract;

import io.tutti.analytics.Figures;
import io.tutti.analytics.Overview;
import io.tutti.analytics.Overviews;
import io.tutti.analytics.Reading;
import io.tutti.analytics.Trend;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.session.AccessRules;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of sessions, read off their logs at each question: a twin of the tables. Thread-safe, as its journal is. */
public final class JournalOverviews implements Overviews {

  private static final int ALL = 1_000_000;

  private final Journal journal;

  public JournalOverviews(Journal journal) {
    this.journal = journal;
  }

  private Stream<Journal.Summary> summaries(Caller caller, String team) {
    return journal.list(null, ALL).stream()
        .filter(summary -> team == null || team.equals(summary.profile().text(ProfileField.TEAM)))
        .filter(summary -> isSeen(summary, caller));
  }

  private boolean isSeen(Journal.Summary summary, Caller caller) {
    return AccessRules.mayFind(journal.open(summary.description().id()).orElseThrow().state(), caller);
  }

  private List<Entry> log(SessionId session) {
    return journal.read(session, 1, Long.MAX_VALUE, ALL);
  }

  @Override
  public List<Overview> list(Caller caller, Wish wish) {
    return summaries(caller, wish.team()).map(this::overview)
        .filter(overview -> wish.status() == null || wish.status().equals(overview.figures().status()))
        .sorted(Comparator.<Overview>comparingLong(overview -> overview.figures().lastActivity()).reversed()
            .thenComparing(overview -> overview.figures().id()))
        .skip(wish.offset()).limit(wish.limit()).toList();
  }

  @Override
  public Optional<Found> find(SessionId session, Caller caller) {
    return journal.list(null, ALL).stream().filter(summary -> summary.description().id().equals(session)).findFirst()
        .map(summary -> new Found(overview(summary), isSeen(summary, caller)));
  }

  private Overview overview(Journal.Summary summary) {
    Profile profile = summary.profile();
    SessionId id = summary.description().id();
    String type = profile.text(ProfileField.TYPE);
    Object pid = profile.get(ProfileField.PID);
    Figures figures = new Figures(id, type == null ? "tutti" : type, profile.status(), profile.text(ProfileField.PROJECT),
        profile.count(ProfileField.TOKEN_COUNT, 0), profile.count(ProfileField.TOKEN_LIMIT, 200_000),
        profile.number(ProfileField.HEALTH_SCORE, 100), profile.count(ProfileField.ERROR_COUNT, 0),
        summary.description().createdAt(), summary.lastActivity());
    return new Overview(figures, new Overview.About(profile.text(ProfileField.TITLE), profile.text(ProfileField.DESCRIPTION),
        profile.tags(), profile.text(ProfileField.WORKING_DIRECTORY), (Long) pid, profile.count(ProfileField.FILE_COUNT, 0),
        profile.visibility().word(), profile.text(ProfileField.TEAM), sharedAt(summary)),
        log(id).stream().filter(JournalOverviews::isMessage).count());
  }

  private static boolean isMessage(Entry entry) {
    return entry.event() instanceof Event.Conversed conversed && conversed.event() instanceof ConversationEvent.Posted;
  }

  private Long sharedAt(Journal.Summary summary) {
    boolean isShared = summary.description().visibility() != Visibility.PRIVATE;
    Long at = isShared ? summary.description().createdAt() : null;
    for (Entry entry : log(summary.description().id())) {
      if (entry.event() instanceof Event.ProfileChanged changed && changed.changes().get(ProfileField.VISIBILITY) != null) {
        boolean isPrivate = "private".equals(changed.changes().get(ProfileField.VISIBILITY));
        at = isPrivate ? null : at == null ? Long.valueOf(entry.at()) : at;
      }
    }
    return at;
  }

  @Override
  public List<Reading> readings(Caller caller, String team, long from) {
    List<Reading> readings = new ArrayList<>();
    summaries(caller, team).forEach(summary -> {
      Profile profile = Profile.of(summary.description());
      Map<Long, Reading> days = new LinkedHashMap<>();
      put(days, summary, profile, summary.description().createdAt());
      for (Entry entry : log(summary.description().id())) {
        if (entry.event() instanceof Event.ProfileChanged changed) {
          profile = profile.with(changed.changes());
          put(days, summary, profile, entry.at());
        }
      }
      days.values().stream().filter(reading -> reading.at() >= from).forEach(readings::add);
    });
    readings.sort(Comparator.comparingLong(Reading::at));
    return readings;
  }

  private static void put(Map<Long, Reading> days, Journal.Summary summary, Profile profile, long at) {
    days.put(Trend.dayOf(at), new Reading(summary.description().id(), at, profile.status(),
        profile.count(ProfileField.TOKEN_COUNT, 0), profile.number(ProfileField.HEALTH_SCORE, 100)));
  }

  @Override
  public Map<SessionId, Long> openComments(Collection<SessionId> sessions) {
    Map<SessionId, Long> open = new HashMap<>();
    sessions.forEach(session -> open.put(session, (long) openComments(session).size()));
    return open;
  }

  private Set<MessageId> openComments(SessionId session) {
    Set<MessageId> open = new HashSet<>();
    for (Entry entry : log(session)) {
      if (!(entry.event() instanceof Event.Conversed conversed)) {
        continue;
      }
      if (conversed.event() instanceof ConversationEvent.Posted posted && posted.message().parentId() == null
          && posted.message().kind() != Message.Kind.CHAT) {
        open.add(posted.message().id());
      } else if (conversed.event() instanceof ConversationEvent.Deleted deleted) {
        open.remove(deleted.messageId());
      } else if (conversed.event() instanceof ConversationEvent.Resolved resolved && resolved.resolved()) {
        open.remove(resolved.messageId());
      }
    }
    return open;
  }
}
