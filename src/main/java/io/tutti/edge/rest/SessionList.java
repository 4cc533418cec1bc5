package io.tutti.edge.rest;

import io.tutti.analytics.Reader;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionDescription.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions, page by page: first those with a connection, then all others, each by id. A session that changes sides while
 * somebody turns the pages may come twice or not at all. Immutable.
 */
record SessionList(SessionHub hub, Journal journal, Reader reader, Wanted wanted) {

  /** All that the reader may see. */
  SessionList(SessionHub hub, Journal journal, Reader reader) {
    this(hub, journal, reader, new Wanted(null, null));
  }

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
    List<SessionId> active = hub.active();
    if (cursor == null || cursor.startsWith(LIVE)) {
      String after = cursor == null ? "" : cursor.substring(LIVE.length());
      for (SessionId id : active) {
        if (id.value().compareTo(after) > 0) {
          if (found.size() == limit) {
            return new Page(found, LIVE + found.get(limit - 1).view().description().id());
          }
          hub.report(id).filter(this::isWanted).ifPresent(found::add);
        }
      }
      return rest(null, found, active, limit);
    }
    return rest(Asked.session(cursor), found, active, limit);
  }

  private Page rest(@Nullable SessionId cursor, List<SessionHub.Report> found, List<SessionId> active, int limit) {
    Set<SessionId> seen = new HashSet<>(active);
    SessionId after = cursor;
    int lookedAt = 0;
    while (true) {
      List<Journal.Summary> summaries = journal.list(after, limit + 1);
      for (Journal.Summary summary : summaries) {
        SessionId id = summary.description().id();
        if (found.size() == limit || lookedAt++ == MAX_LOOKED_AT) {
          return new Page(found, after == null ? LIVE + active.get(active.size() - 1) : after.value());
        }
        if (!seen.contains(id) && isWanted(summary.description(), summary.profile())) {
          hub.report(id).ifPresent(found::add);
        }
        after = id;
      }
      if (summaries.size() <= limit) {
        return new Page(found, null);
      }
    }
  }

  private boolean isWanted(SessionHub.Report report) {
    return isWanted(report.view().description(), report.view().profile());
  }

  private boolean isWanted(SessionDescription session, Profile profile) {
    return isListed(session, profile) && wanted.fits(session.id(), profile);
  }

  /** Rule REST7: who signed in and made a private session gives its id away, not the list; a team finds what it may see. */
  boolean isListed(SessionDescription session, Profile profile) {
    boolean secret = profile.visibility() != Visibility.PUBLIC && (session.creatorSignedIn() || profile.isForMembers());
    boolean isMine = reader.user() != null && reader.user().equals(session.creator());
    return !secret || isMine || profile.isSeenBy(reader.team());
  }
}
