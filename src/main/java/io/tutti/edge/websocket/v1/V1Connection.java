package io.tutti.edge.websocket.v1;

import io.tutti.access.Identity;
import io.tutti.access.TokenRefusal;
import io.tutti.conversation.ConversationEvent;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.HandshakeData;
import io.tutti.edge.websocket.Lifecycle;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Glimpse;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import jakarta.websocket.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the native protocol: first it says who it is, then it takes part. Thread-safe: what the client says comes from
 * one container thread at a time, what the session shows and tells from the session's mailbox; the two share only the
 * {@link ConnectionState} and the outbox.
 */
final class V1Connection extends Conversation implements ClientMessage.Cases<Optional<ServerMessage>> {

  private static final ClientMessageDecoder DECODER = new ClientMessageDecoder();
  private static final Object DIALECT = EventMessage.class;
  /** There is nothing to be answered, or the answer comes later. */
  private static final Optional<ServerMessage> NOTHING = Optional.empty();

  private final SessionId session;
  private final Standings standings;
  private final HandshakeData handshake;
  private final Lifecycle<ConnectionState> life = new Lifecycle<>(ConnectionState.Greeting.NEW);

  /** A connection to {@code session}, to be started. */
  V1Connection(Reception reception, Standings standings, Session socket, SessionId session, HandshakeData handshake) {
    super(reception, socket, handshake.address());
    this.standings = standings;
    this.session = session;
    this.handshake = handshake;
  }

  // ---- its life ----

  @Override
  protected void begin() {
    awaitIntroduction();
    Future<?> deadline = reception().scheduler()
        .schedule(this::authTooLate, reception().settings().authTimeoutMillis(), TimeUnit.MILLISECONDS);
    if (!life.change(ConnectionState.Greeting.class, greeting -> greeting.until(deadline))) {
      deadline.cancel(false);
    }
  }

  private void authTooLate() {
    if (life.now() instanceof ConnectionState.Greeting greeting) {
      endConversation(greeting.tokenRefused() ? CloseCode.TOKEN_REFUSED : CloseCode.NO_AUTH_IN_TIME);
    }
  }

  private void join(ConnectionState.Self self) {
    if (life.change(ConnectionState.Greeting.class, greeting -> greeting.joining(self))) {
      introduced();
      Newcomer newcomer = self.newcomer();
      Seat seat = reception().gate().join(session, newcomer, this);
      MemberDispatch dispatch =
          new MemberDispatch(standings, newcomer, seat, new Inquiries(reception(), newcomer, seat, out()));
      if (!life.change(ConnectionState.Joining.class, joining -> joining.joined(seat, dispatch))) {
        seat.leave();
      }
    }
  }

  @Override
  protected boolean isClosed() {
    return life.now() instanceof ConnectionState.Closed;
  }

  @Override
  protected void markClosed() {
    life.change(ConnectionState::closed);
  }

  @Override
  protected void leave() {
    if (life.now() instanceof ConnectionState.Closed closed && closed.seat() != null) {
      closed.seat().leave();
    }
  }

  @Override
  public @Nullable Identity identity() {
    return life.now().identity();
  }

  // ---- what the client says ----

  @Override
  protected void onMessage(String text) {
    long wait = millisToWait();
    if (wait > 0) {
      send(refusal(ErrorCode.RATE_LIMITED, "You send too fast", Map.of("retryAfterMs", wait), null));
    } else {
      DECODER.decode(text).match(this).ifPresent(this::send);
    }
  }

  private void send(ServerMessage message) {
    out().send(ServerMessageEncoder.text(message));
  }

  /** The refusal goes out before the close, where this was one too many. */
  @Override
  public Optional<ServerMessage> malformed(ClientMessage.Malformed message) {
    send(refusal(ErrorCode.BAD_MESSAGE, message.reason(), Map.of(), message.ref()));
    countMalformed();
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> ping(ClientMessage.Ping message) {
    return Optional.of(new PersonalMessage.Pong(now(), message.ref()));
  }

  @Override
  public Optional<ServerMessage> ofMember(MemberMessage message) {
    return life.now() instanceof ConnectionState.Joined joined
        ? message.match(joined.dispatch())
        : Optional.of(refusal(ErrorCode.UNAUTHENTICATED, "Send auth first", Map.of(), message.ref()));
  }

  private static ServerMessage refusal(ErrorCode code, String message, Map<String, Object> details, @Nullable String ref) {
    return new PersonalMessage.Refused(code, message, details, now(), ref);
  }

  // ---- who the client is ----

  @Override
  public Optional<ServerMessage> auth(ClientMessage.Auth auth) {
    return life.now() instanceof ConnectionState.Joined joined ? renew(joined, auth) : greet(auth);
  }

  private Optional<ServerMessage> greet(ClientMessage.Auth auth) {
    return Arrival.of(auth, handshake.token(), reception()).match(new Arrival.Cases<>() {
      @Override
      public Optional<ServerMessage> recognised(Arrival.Recognised arrival) {
        return admit(arrival, auth);
      }

      @Override
      public Optional<ServerMessage> refused(Arrival.Refused arrival) {
        return refuseToken(arrival.why(), auth.ref());
      }
    });
  }

  private Optional<ServerMessage> admit(Arrival.Recognised arrival, ClientMessage.Auth auth) {
    String token = arrival.token();
    boolean waits = life.change(ConnectionState.Greeting.class, greeting -> greeting.as(arrival.identity()));
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    if (waits && token != null && reception().verifier().verify(token).isEmpty()) {
      expel();
    }
    if (isClosed()) {
      return NOTHING;
    }
    Optional<Newcomer> standing =
        standing(arrival.newcomer(), auth.invite() == null ? handshake.invite() : auth.invite());
    if (standing.isEmpty()) {
      life.change(ConnectionState.Greeting.class, ConnectionState.Greeting::refused);
      return authFailed("bad_invite", "This invitation is not valid", auth.ref());
    }
    join(new ConnectionState.Self(standing.get(), auth.ref(), auth.batch()));
    return NOTHING;
  }

  /** Rules JOIN20, INV4: with what the newcomer can show; empty where its invitation is not good. */
  private Optional<Newcomer> standing(Newcomer arriving, @Nullable String invite) {
    return standings.arriving(session, arriving.member().id(), invite, true).map(arriving::with);
  }

  private Optional<ServerMessage> refuseToken(TokenRefusal why, @Nullable String ref) {
    life.change(ConnectionState.Greeting.class, ConnectionState.Greeting::refused);
    return why == TokenRefusal.ISSUER_UNREACHABLE
        ? authFailed("issuer_unreachable",
            "The issuer of this token cannot be reached, so the token cannot be checked", ref)
        : authFailed("bad_token", "Invalid or missing authentication token", ref);
  }

  private static Optional<ServerMessage> authFailed(String code, String error, @Nullable String ref) {
    return Optional.of(new PersonalMessage.AuthFailed(code, error, now(), ref));
  }

  /** Rule TOK12: another token of the same person takes the place of the one that is about to end. */
  private Optional<ServerMessage> renew(ConnectionState.Joined joined, ClientMessage.Auth auth) {
    String token = auth.token();
    if (token == null || token.equals(Arrival.TOKENLESS)) {
      return Optional.of(refusal(ErrorCode.BAD_MESSAGE, "You are in already", Map.of(), auth.ref()));
    }
    Identity before = joined.identity();
    Identity next = reception().verifier().judge(token).person().orElse(null);
    if (next == null) {
      return authFailed("bad_token", "Invalid or missing authentication token", auth.ref());
    } else if (before == null || !next.id().equals(before.id())) {
      return authFailed("other_person", "This token is not of the person who is here", auth.ref());
    }
    life.change(ConnectionState.Joined.class, state -> state.renewed(next));
    // A token that ended while it was judged found another one here: from now on it does not.
    if (reception().verifier().verify(token).isEmpty()) {
      expel();
      return NOTHING;
    }
    return Optional.of(new PersonalMessage.AuthRenewed(next.expiresAt() - now(), now(), auth.ref()));
  }

  /** Rule TOK11: said once for each token. */
  @Override
  protected void expiring(Identity known, long leftMillis) {
    if (life.now() instanceof ConnectionState.Joined joined && joined.announced() != known
        && life.change(ConnectionState.Joined.class, state -> state.announced(known))) {
      send(new PersonalMessage.AuthExpiring(leftMillis, now()));
    }
  }

  // ---- what the session shows and tells ----

  /** Rule ENV5: who caused an event gets it with its ref, or, having given none, an acknowledgement in its place. */
  @Override
  public void show(Published event) {
    Entry entry = event.entry();
    if (!event.isCausedBy(this)) {
      out().send(rendered(event));
    } else if (entry.ref() != null) {
      send(new EventMessage(entry, entry.ref()));
    } else if (isForEverybody(entry.event())) {
      out().send(rendered(event));
    } else {
      send(new PersonalMessage.Acknowledged(entry.seq(), entry.at(), null));
    }
    tellIfMentioned(entry);
  }

  /** The event for everybody but the one who caused it; rendered once. */
  private static String rendered(Published event) {
    return event.rendering(DIALECT, entry -> ServerMessageEncoder.text(new EventMessage(entry, null)));
  }

  private static boolean isForEverybody(Event event) {
    return event instanceof Event.ConflictOpened || event instanceof Event.ConflictClosed;
  }

  /** Rule CHAT6: whoever is mentioned is told so, beside the message itself. */
  private void tellIfMentioned(Entry entry) {
    if (entry.event() instanceof Event.Conversed conversed
        && conversed.event() instanceof ConversationEvent.Posted posted
        && life.now() instanceof ConnectionState.Known known) {
      UserId self = known.self().newcomer().member().id();
      if (posted.message().mentions().stream().anyMatch(mention -> mention.userId().equals(self))) {
        out().signal(ServerMessageEncoder.text(new PersonalMessage.Mentioned(posted.message().id().value(), now())));
      }
    }
  }

  /** Rule PRES6. */
  @Override
  public void sense(List<Sensed> signals) {
    SignalFrames.single(signals, this, now()).sendTo(out());
  }

  /** Rules BATCH1–BATCH3. */
  @Override
  public int sense(Glimpse glimpse) {
    boolean batches = life.now() instanceof ConnectionState.Known known && known.self().batches();
    SignalFrames frames =
        batches ? SignalFrames.together(glimpse, this, now()) : SignalFrames.single(glimpse.signals(), this, now());
    frames.sendTo(out());
    return batches ? frames.price() : frames.count();
  }

  @Override
  public void tell(Notice notice) {
    if (life.now() instanceof ConnectionState.Known known) {
      notice.match(new NoticeMessages(known.self(), reception().settings(), out(), now())).ifPresent(this::send);
    }
  }
}
