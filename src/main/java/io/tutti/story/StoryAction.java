package io.tutti.story;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.PlainValues;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a player wants to do, as the client said it ({@code given}) and as it is understood: {@code kind} in lower case,
 * empty for free text; {@code target} and {@code character} as written (id or name); {@code text}, empty where there is
 * none. Immutable.
 */
public record StoryAction(
    Map<String, @Nullable Object> given, String kind, @Nullable String target, String text, @Nullable String character) {

  public static final int MAX_TEXT = 4_000;
  public static final int MAX_KIND = 64;
  public static final int MAX_BYTES = 20_000;
  public static final int MAX_DEPTH = 8;

  /** A flaw of something that was meant as an action. Immutable. */
  public record Flaw(ErrorCode code, String message) {}

  /** Why {@code given} is no action, or empty where it is one (rule STO2). */
  public static Optional<Flaw> flaw(Map<String, @Nullable Object> given) {
    Optional<String> flaw = PlainValues.flaw(given, MAX_DEPTH);
    if (flaw.isPresent()) {
      return Optional.of(new Flaw(ErrorCode.BAD_MESSAGE, flaw.get()));
    }
    if (text(given, "text", "content", "description", "message").length() > MAX_TEXT
        || PlainValues.bytes(given) > MAX_BYTES) {
      return Optional.of(new Flaw(ErrorCode.TOO_LARGE, "An action's text has at most " + MAX_TEXT + " characters"));
    }
    for (String name : new String[] {"action_type", "type", "target", "text", "character"}) {
      Object value = given.get(name);
      if (value != null && !(value instanceof String)) {
        return Optional.of(new Flaw(ErrorCode.BAD_MESSAGE, "An action's " + name + " must be a text"));
      }
    }
    StoryAction action = of(given);
    if (action.kind.isEmpty() && action.text.isBlank()) {
      return Optional.of(new Flaw(ErrorCode.BAD_MESSAGE, "An action needs an action_type or a text"));
    }
    return action.kind.length() > MAX_KIND
        ? Optional.of(new Flaw(ErrorCode.BAD_MESSAGE, "An action_type has at most " + MAX_KIND + " characters"))
        : Optional.empty();
  }

  /** The action that {@code given} is, which must have no {@link #flaw}. */
  public static StoryAction of(Map<String, @Nullable Object> given) {
    return new StoryAction(PlainValues.copy(given), text(given, "action_type", "type", "action").strip()
        .toLowerCase(Locale.ROOT),
        orNull(text(given, "target")), text(given, "text", "content", "description", "message"),
        orNull(text(given, "character")));
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static String text(Map<String, @Nullable Object> given, String... names) {
    for (String name : names) {
      if (given.get(name) instanceof String text) {
        return text;
      }
    }
    return "";
  }
}
