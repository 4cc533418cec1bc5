package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.identity.ClientId;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.Names;
import io.tutti.identity.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * A word to one person, which nobody else hears and nothing keeps (rules PRES9, PRES10). {@code content}: 1–{@value #MAX_LENGTH}
 * characters (code points) without the blanks around it. Immutable.
 */
public record Whisper(UserId to, String content) {

  public static final int MAX_LENGTH = 10_000;

  public Whisper {
    content = content.strip();
  }

  /** Why {@code from} may not say that now; empty where nothing stands in the way. */
  public Optional<Decision.Rejected> refusal(SessionState state, UserId from) {
    if (state.heldRole(from).filter(role -> role.may(Permission.WRITE)).isEmpty()) {
      return refused(ErrorCode.FORBIDDEN, "Viewers may not write to others");
    }
    if (content.isEmpty() || !Names.isUnicode(content)) {
      return refused(ErrorCode.BAD_MESSAGE, "A message is valid Unicode of at least one character");
    }
    if (content.length() > 2 * MAX_LENGTH || content.codePointCount(0, content.length()) > MAX_LENGTH) {
      return Optional.of(new Decision.Rejected(ErrorCode.TOO_LARGE, "A message has at most " + MAX_LENGTH + " characters",
          Map.of("limit", MAX_LENGTH)));
    }
    return state.member(to).isPresent() ? Optional.empty() : refused(ErrorCode.NOT_FOUND, "This user is not here");
  }

  private static Optional<Decision.Rejected> refused(ErrorCode code, String message) {
    return Optional.of((Decision.Rejected) Decision.Rejected.because(code, message));
  }

  /** The signal that carries it, from a connection of {@code from}. */
  public Signal signal(UserId from, ClientId client, SessionState state) {
    return new Signal.Direct(from, client, state.nameOf(from).orElse(from.value()), to, Signal.Direct.Purpose.MESSAGE, content);
  }
}
