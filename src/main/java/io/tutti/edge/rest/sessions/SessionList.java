package io.tutti.edge.rest.sessions;

import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.Purpose;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that somebody finds (rules REST7, ROLE13), page by page: first those with a connection, then all others, each by id. A session that changes sides while
 * somebody turns the pages may come twice or not at all. Immutable.
 */
record SessionList(SessionGate gate, Caller caller, Wanted wanted) {

  /**
   * Which sessions are wanted; null wants all. {@code text}: stands in the id, the title, the description, the project or a tag,
   * whatever the case of its letters. Immutable.
   */
  record Wanted(@Nullable String text, @Nullable String status) {

    boolean fits(SessionId id, Profile profile) {
      return (status == null || status.equals(profile.status())) && (text == null || says(id, profile, fold(text)));
    }

    private static boolean says(SessionId id, Profile profile, String sought) {
      return Stream.concat(profile.tags().stream(), Stream.of(id.value(), profile.text(ProfileField.TITLE),
              profile.text(ProfileField.DESCRIPTION), profile.text(ProfileField.PROJECT)))
          .anyMatch(text -> text != null && fold(text).contains(sought));
    }

    private static String fold(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  private static final String LIVE = "live.";
  private static final int MAX_LOOKED_AT = 2_000;

  /** {@code next}: the cursor of the page after this one, null where this is the last. */
  record Page(List<SessionHub.Report> sessions, @Nullable String next) {}

  /** The page after {@code cursor} (null: the first), with at most {@code limit} sessions. */
  Page page(@Nullable String cursor, int limit) {
    List<SessionHub.Report> found = new ArrayList<>();
    if (cursor != null && !cursor.startsWith(LIVE)) {
      return rest(RequestParameters.session(cursor), found, limit);
    }
    String after = cursor == null ? "" : cursor.substring(LIVE.length());
    Iterator<SessionAccess> active = gate.active(caller, after.isEmpty() ? null : RequestParameters.session(after)).iterator();
    while (active.hasNext()) {
      SessionAccess session = active.next();
      if (found.size() == limit) {
        return new Page(found, LIVE + found.get(limit - 1).view().description().id());
      }
      report(session).ifPresent(found::add);
    }
    return rest(null, found, limit);
  }

  private Page rest(@Nullable SessionId cursor, List<SessionHub.Report> found, int limit) {
    SessionId after = cursor;
    int lookedAt = 0;
    while (true) {
      List<Journal.Summary> summaries = gate.list(caller, after, limit + 1);
      for (Journal.Summary summary : summaries) {
        SessionId id = summary.description().id();
        if (found.size() == limit || lookedAt++ == MAX_LOOKED_AT) {
          return new Page(found, after == null ? LIVE + found.get(found.size() - 1).view().description().id() : after.value());
        }
        if (wanted.fits(id, summary.profile())) {
          gate.open(id, caller, Purpose.FIND).filter(session -> !gate.isActive(session)).flatMap(this::report).ifPresent(found::add);
        }
        after = id;
      }
      if (summaries.size() <= limit) {
        return new Page(found, null);
      }
    }
  }

  private Optional<SessionHub.Report> report(SessionAccess session) {
    return session.look(SessionHub.Report::of)
        .filter(report -> wanted.fits(session.id(), report.view().profile()));
  }
}
