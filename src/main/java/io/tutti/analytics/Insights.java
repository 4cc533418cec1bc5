package io.tutti.analytics;

import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where insights are kept (rules INS1–INS8). A caller sees those of the caller's team; without a team, those about a session that
 * the caller may see; without either, all; and the caller's own. Every change is stored when its method returns. All methods throw the
 * storage's own unchecked failure where it does not work. Thread-safe.
 */
public interface Insights {

  /** Most insights of one author. */
  int MAX_OF_AUTHOR = 1_000;

  /** Most insights of a page. */
  int MAX_LIMIT = 100;

  /** How long the text of a search may be. */
  int MAX_TEXT_LENGTH = 200;

  /** What comes first. Immutable. */
  enum Order {
    NEWEST, VOTES, VIEWS;

    /** The lower-case word that is used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which insights are wished; null is no wish.
   *
   * @param text only those with this text, whatever the case, in their title or content; up to {@value Insights#MAX_TEXT_LENGTH}
   *     characters
   * @param order what comes first; then the newest, then by id
   */
  record Query(
      @Nullable String team, @Nullable SessionId session, @Nullable String tag, @Nullable String text, Order order, Window window) {
    public Query {
      if (text != null && text.length() > MAX_TEXT_LENGTH) {
        throw new IllegalArgumentException("A search has at most " + MAX_TEXT_LENGTH + " characters");
      }
    }
  }

  /** Behind the first {@code offset} (at least 0), at most {@code limit} (1–{@value Insights#MAX_LIMIT}). Immutable. */
  record Window(int offset, int limit) {
    public Window {
      if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " insights");
      }
    }
  }

  /** A page; {@code total}: how many there are on all. Immutable. */
  record Page(List<Insight> insights, long total) {
    public Page {
      insights = List.copyOf(insights);
    }
  }

  /** Keeps a new one; false where its author has {@value #MAX_OF_AUTHOR} already, and nothing is kept. */
  boolean add(Insight insight);

  /** What {@code caller} sees and {@code query} names. */
  Page page(Caller caller, Query query);

  /** The insight of that id, where {@code caller} sees it. */
  Optional<Insight> find(String id, Caller caller);

  /** Counts that {@code user} has seen it, once for each {@code day}; nothing happens where there is none. */
  void view(String id, UserId user, long day);

  /** Has it say something else from now on; nothing happens where there is none. */
  void change(String id, Insight.Text text, long at);

  /** Deletes it with its votes and views; nothing happens where there is none. */
  void delete(String id);

  /** Counts, or no longer counts, the vote of {@code user}, of whom there is one at most; nothing happens where there is none. */
  void vote(String id, UserId user, boolean isFor);
}
