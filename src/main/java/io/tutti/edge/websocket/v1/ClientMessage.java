package io.tutti.edge.websocket.v1;

import io.tutti.access.Role;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says in the native protocol. {@code ref}: its name for the command, or null. Immutable. */
sealed interface ClientMessage {

  @Nullable String ref();

  record Auth(
      @Nullable String token,
      @Nullable String name,
      @Nullable String color,
      @Nullable String clientId,
      @Nullable Long lastSeenSeq,
      @Nullable String ref)
      implements ClientMessage {}

  record Ping(@Nullable String ref) implements ClientMessage {}

  record Update(Map<String, Double> values, @Nullable Long baseSeq, @Nullable String ref) implements ClientMessage {}

  record Resolve(
      String parameter, double value, Strategy strategy, @Nullable String conflictId, @Nullable String ref)
      implements ClientMessage {}

  record Resync(@Nullable String ref) implements ClientMessage {}

  record ChangeRole(UserId user, Role role, @Nullable String ref) implements ClientMessage {}

  record Kick(UserId user, @Nullable String ref) implements ClientMessage {}

  /** A type that this protocol does not have. */
  record Unknown(String type, @Nullable String ref) implements ClientMessage {}

  /** A parameter's value that is no number. */
  record NoNumber(String parameter, @Nullable String ref) implements ClientMessage {}

  /** No message at all, or one without what its type needs; {@code reason} is for people. */
  record Malformed(String reason, @Nullable String ref) implements ClientMessage {}
}
