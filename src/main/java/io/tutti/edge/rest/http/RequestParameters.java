package io.tutti.edge.rest.http;

import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import org.jspecify.annotations.Nullable;

/** What an address asks for: the names and numbers in paths and queries, refused where they cannot be. Holds nothing. */
public final class RequestParameters {

  /** Most items of a page. */
  public static final int MAX_LIMIT = 1_000;

  /** Most items that are left out. */
  static final int MAX_OFFSET = 1_000_000;

  private RequestParameters() {}

  public static SessionId session(String id) {
    if (!SessionId.isValid(id)) {
      throw Problem.badRequest("A session id is 1 to 64 letters, digits, _ or -");
    }
    return new SessionId(id);
  }

  public static UserId user(String id) {
    try {
      return new UserId(id);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("A user id is 1 to 128 printable characters");
    }
  }

  /** A whole number of the query, or {@code otherwise} where it is absent. */
  public static long number(String name, @Nullable String value, long otherwise) {
    return value == null ? otherwise : parsed(value, "query", name);
  }

  /** A place in a log, of the path. */
  public static long place(String value) {
    long seq = parsed(value, "path", "seq");
    if (seq < 0) {
      throw Problem.invalid("greater_than_equal", "Input should be greater than or equal to 0", seq, "path", "seq");
    }
    return seq;
  }

  /** The wished number of items: 1 to {@value #MAX_LIMIT}. */
  public static int limit(@Nullable String value, int otherwise) {
    long limit = number("limit", value, otherwise);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("value_error", "limit must be from 1 to " + MAX_LIMIT, limit, "query", "limit");
    }
    return (int) limit;
  }

  /** How many items are to be left out: 0 without a wish, at most {@value #MAX_OFFSET}. */
  public static int offset(@Nullable String value) {
    return between("offset", value, 0, 0, MAX_OFFSET);
  }

  /** A number of the query from {@code min} to {@code max}, or {@code otherwise} where it is absent. */
  public static int between(String name, @Nullable String value, int otherwise, int min, int max) {
    long number = number(name, value, otherwise);
    if (number < min || number > max) {
      throw Problem.invalid("value_error", name + " must be from " + min + " to " + max, number, "query", name);
    }
    return (int) number;
  }

  /** A number of at least 1 of the query; without one there is no bound. */
  public static long count(String name, @Nullable String value) {
    long count = number(name, value, Long.MAX_VALUE);
    if (count < 1) {
      throw Problem.invalid("value_error", name + " must be at least 1", count, "query", name);
    }
    return count;
  }

  /** A yes or no of the query; no where it is absent. */
  public static boolean flag(String name, @Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.isEmpty() || value.equals("true")) {
      return true;
    }
    throw Problem.invalid("bool_parsing", "Input should be true or false", value.length() > 40 ? null : value, "query", name);
  }

  private static long parsed(String value, String... where) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw Problem.invalid("int_parsing", "Input should be a valid integer", value.length() > 40 ? null : value, where);
    }
  }
}
