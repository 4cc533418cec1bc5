package io.tutti.analytics;

import io.tutti.identity.Names;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody has learnt and shares. {@code id}: 1–64 characters; {@code team}, {@code session}: whom and what it is
 * for, null for none; times in milliseconds since 1970, {@code updatedAt} null where it was never changed; {@code isVoted}:
 * whether its reader has voted for it. Immutable.
 */
public record Insight(
    String id,
    Text text,
    UserId author,
    String authorName,
    @Nullable String team,
    @Nullable SessionId session,
    long votes,
    long views,
    boolean isVoted,
    long createdAt,
    @Nullable Long updatedAt) {

  /** A new one, which nobody has seen yet. */
  public static Insight fresh(
      String id, Text text, Author author, @Nullable String team, @Nullable SessionId session, long now) {
    return new Insight(id, text, author.id(), author.name(), team, session, 0, 0, false, now, null);
  }

  /** Who writes one. Immutable. */
  public record Author(UserId id, String name) {}

  /**
   * What an insight says (rule INS1). {@code title}: 1–{@value #MAX_TITLE_LENGTH} printable characters, not blank; {@code content}:
   * 1–{@value #MAX_CONTENT_LENGTH} characters, not blank; {@code tags}: at most {@value #MAX_TAGS} different ones of
   * 1–{@value #MAX_TAG_LENGTH} printable characters. Immutable.
   */
  public record Text(String title, String content, List<String> tags) {

    public static final int MAX_TITLE_LENGTH = 200;
    public static final int MAX_CONTENT_LENGTH = 10_000;
    public static final int MAX_TAGS = 20;
    public static final int MAX_TAG_LENGTH = 50;

    public Text {
      tags = List.copyOf(tags);
    }

    /** A member that cannot be as it is, and what it must be. Immutable. */
    public record Flaw(String member, String expectation) {}

    /** What of it cannot be, if anything, in the order of its members. */
    public Optional<Flaw> flaw() {
      if (title.isBlank() || title.length() > MAX_TITLE_LENGTH || !Names.isPrintable(title)) {
        return Optional.of(new Flaw("title", "must have 1 to " + MAX_TITLE_LENGTH + " printable characters"));
      }
      if (content.isBlank() || content.length() > MAX_CONTENT_LENGTH || !Names.isUnicode(content) || content.indexOf('\0') >= 0) {
        return Optional.of(new Flaw("content", "must have 1 to " + MAX_CONTENT_LENGTH + " characters"));
      }
      boolean tagged = tags.size() <= MAX_TAGS && tags.stream().distinct().count() == tags.size()
          && tags.stream().allMatch(Text::isTag);
      return tagged ? Optional.empty() : Optional.of(new Flaw("tags",
          "must be a list of at most " + MAX_TAGS + " different texts of 1 to " + MAX_TAG_LENGTH + " characters"));
    }

    private static boolean isTag(String tag) {
      return !tag.isBlank() && tag.length() <= MAX_TAG_LENGTH && Names.isPrintable(tag);
    }
  }
}
