package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.identity.Names;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is said about a session and may be changed: its values are plain ones (text, list of texts, integer, number),
 * null for what is not said (rules PROF1–PROF4). Immutable.
 */
public enum ProfileField {
  TITLE("title", Kind.TEXT, 200),
  DESCRIPTION("description", Kind.LONG_TEXT, 2_000),
  TAGS("tags", Kind.TAGS, 20),
  STATUS("status", Kind.WORD, 32),
  TYPE("type", Kind.TEXT, 64),
  PROJECT("project", Kind.TEXT, 200),
  WORKING_DIRECTORY("workingDirectory", Kind.TEXT, 1_024),
  PID("pid", Kind.COUNT, Integer.MAX_VALUE),
  TOKEN_COUNT("tokenCount", Kind.COUNT, 1L << 50),
  TOKEN_LIMIT("tokenLimit", Kind.COUNT, 1L << 50),
  HEALTH_SCORE("healthScore", Kind.NUMBER, 100),
  FILE_COUNT("fileCount", Kind.COUNT, Integer.MAX_VALUE),
  ERROR_COUNT("errorCount", Kind.COUNT, Integer.MAX_VALUE),
  /** Who finds the session in a list: nobody but its people, its team, everybody. */
  VISIBILITY("visibility", Kind.VISIBILITY, 0),
  /** Who comes in (rule JOIN20): whoever has the link, or only who has a role, an invitation, or the session's team. */
  ADMISSION("admission", Kind.ADMISSION, 0),
  TEAM("teamId", Kind.TEXT, 64),
  DEFAULT_ROLE("defaultRole", Kind.ROLE, 0),
  RETENTION_DAYS("retentionDays", Kind.COUNT, 36_500);

  private enum Kind { TEXT, LONG_TEXT, TAGS, WORD, COUNT, NUMBER, VISIBILITY, ADMISSION, ROLE }

  private static final int MAX_TAG_LENGTH = 50;

  private final String word;
  private final Kind kind;
  private final long limit;

  ProfileField(String word, Kind kind, long limit) {
    this.word = word;
    this.kind = kind;
    this.limit = limit;
  }

  /** The field's name on the wire. */
  public String word() {
    return word;
  }

  /** The field that {@code word} names on the wire, or empty. */
  public static Optional<ProfileField> of(String word) {
    for (ProfileField field : values()) {
      if (field.word.equals(word)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** What one must be allowed to do to change it: who comes in and what is kept are a host's business. */
  public Permission needs() {
    return switch (this) {
      case VISIBILITY, ADMISSION, TEAM, DEFAULT_ROLE, RETENTION_DAYS -> Permission.GOVERN;
      case TITLE, DESCRIPTION, TAGS, STATUS, TYPE, PROJECT, WORKING_DIRECTORY, PID, TOKEN_COUNT, TOKEN_LIMIT, HEALTH_SCORE,
          FILE_COUNT, ERROR_COUNT -> Permission.WRITE;
    };
  }

  /** Why {@code value} is none for this field, for people; empty where it is one. Null takes back what was said. */
  public Optional<String> refusal(@Nullable Object value) {
    boolean fits = value == null ? mayBeUnsaid() : fits(value);
    return fits ? Optional.empty() : Optional.of(word + " must be " + expectation());
  }

  private boolean mayBeUnsaid() {
    return this != STATUS && this != VISIBILITY && this != ADMISSION && this != DEFAULT_ROLE;
  }

  private boolean fits(Object value) {
    return switch (kind) {
      case TEXT -> value instanceof String text && isText(text) && Names.isPrintable(text);
      case LONG_TEXT -> value instanceof String text && text.length() <= limit && Names.isUnicode(text);
      case TAGS -> value instanceof List<?> tags && areTags(tags);
      case WORD -> value instanceof String text && Names.consistsOf(text, (int) limit, "_-");
      case COUNT -> value instanceof Long count && count >= 0 && count <= limit;
      case NUMBER -> value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= limit;
      case VISIBILITY -> "private".equals(value) || "team".equals(value) || "public".equals(value);
      case ADMISSION -> "link".equals(value) || "members".equals(value);
      case ROLE -> value instanceof String text && Role.of(text).filter(role -> role != Role.HOST).isPresent();
    };
  }

  private boolean isText(String text) {
    return !text.isBlank() && text.length() <= limit;
  }

  private boolean areTags(List<?> tags) {
    return tags.size() <= limit && tags.stream().distinct().count() == tags.size() && tags.stream().allMatch(
        tag -> tag instanceof String text && !text.isBlank() && text.length() <= MAX_TAG_LENGTH && Names.isPrintable(text));
  }

  private String expectation() {
    return switch (kind) {
      case TEXT -> "1 to " + limit + " printable characters";
      case LONG_TEXT -> "a text of at most " + limit + " characters";
      case TAGS -> "a list of at most " + limit + " different texts of 1 to " + MAX_TAG_LENGTH + " characters";
      case WORD -> "1 to " + limit + " letters, digits, _ or -";
      case COUNT -> "an integer of 0 to " + limit;
      case NUMBER -> "a number of 0 to " + limit;
      case VISIBILITY -> "private, team or public";
      case ADMISSION -> "link or members";
      case ROLE -> "editor or viewer";
    };
  }
}
