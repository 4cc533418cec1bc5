package io.tutti.edge.rest.stories;

import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.Purpose;
import io.tutti.hub.SessionGate;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.session.Journal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that have a story and that somebody finds, page by page, by id. Each session that is looked at may have to be read from its log, so that a
 * page looks at no more than {@value #MAX_LOOKED_AT}: it may hold fewer stories than were asked for, and still name another.
 * Immutable.
 */
record StoryList(SessionGate gate, Caller caller) {

  private static final int MAX_LOOKED_AT = 200;

  /** {@code next}: the cursor of the page after this one, null where this is the last. */
  record Page(List<StoryReport> stories, @Nullable String next) {}

  /** The page after {@code cursor} (null: the first), with at most {@code limit} stories. */
  Page page(@Nullable String cursor, int limit) {
    SessionId after = cursor == null ? null : RequestParameters.session(cursor);
    List<StoryReport> found = new ArrayList<>();
    List<Journal.Summary> summaries = gate.list(caller, after, MAX_LOOKED_AT + 1);
    for (int i = 0; i < summaries.size(); i++) {
      if (after != null && (found.size() == limit || i == MAX_LOOKED_AT)) {
        return new Page(found, after.value());
      }
      SessionId id = summaries.get(i).description().id();
      gate.open(id, caller, Purpose.FIND).flatMap(session -> session.look(StoryReport::of)).flatMap(story -> story)
          .ifPresent(found::add);
      after = id;
    }
    return new Page(found, null);
  }
}
