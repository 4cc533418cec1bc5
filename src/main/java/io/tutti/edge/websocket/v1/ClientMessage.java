package io.tutti.edge.websocket.v1;

import io.tutti.hub.Newcomer;
import org.jspecify.annotations.Nullable;

/** What a client says in the native protocol. {@code ref}: its name for the command, or null. Immutable. */
sealed interface ClientMessage permits ClientMessage.Auth, ClientMessage.Ping, ClientMessage.Malformed, MemberMessage {

  @Nullable String ref();

  /** Gives the message to the case that it is. */
  <R> R match(Cases<R> cases);

  /** What follows from each kind of message. */
  interface Cases<R> {
    R auth(Auth message);

    R ping(Ping message);

    R malformed(Malformed message);

    R ofMember(MemberMessage message);
  }

  /**
   * {@code batch}: whether what is new about many connections may come in one message (rule BATCH1); {@code create}: whether an
   * unknown session may come into being (rule LOGID7).
   */
  record Auth(
      @Nullable String token,
      @Nullable String name,
      @Nullable String color,
      @Nullable String clientId,
      boolean batch,
      Newcomer.@Nullable Seen seen,
      boolean create,
      @Nullable String invite,
      @Nullable String ref)
      implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.auth(this);
    }
  }

  /** Whether anybody is there. */
  record Ping(@Nullable String ref) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ping(this);
    }
  }

  /** No message at all, or one without what its type needs; {@code reason} is for people. */
  record Malformed(String reason, @Nullable String ref) implements ClientMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.malformed(this);
    }
  }
}
