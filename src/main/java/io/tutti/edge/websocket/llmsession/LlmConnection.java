package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.Lifecycle;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Ending;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Event;
import io.tutti.session.Signal;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection of this dialect: it is on its way in from its beginning. Thread-safe: what the client says comes from one container
 * thread at a time, what the session shows and tells from the session's mailbox; the two share only the {@link ConnectionState} and
 * the outbox.
 */
final class LlmConnection extends Conversation implements Notice.Cases<Optional<ServerMessage>> {

  private static final ClientMessageDecoder DECODER = new ClientMessageDecoder();
  private static final Object EVENTS = EventMessage.class;
  private static final Object SIGNALS = SignalMessage.class;
  /** There is nothing to be answered, or the answer comes later. */
  private static final Optional<ServerMessage> NOTHING = Optional.empty();
  /** With more people here, listing them all anew for each would cost more than it is worth (rule LSM19). */
  private static final int MAX_RENEWED = 200;

  private final Caller caller;
  private final Newcomer self;
  private final Identity identity;
  private final Lifecycle<ConnectionState> life = new Lifecycle<>(new ConnectionState.Joining());
  /** The names of those who are here: confined to the session's mailbox. */
  private final Map<UserId, String> names = new HashMap<>();

  /** A connection of {@code caller}, who comes in as {@code arrival}, to be started. */
  LlmConnection(Reception reception, Session socket, Caller caller, Caller.Arrival arrival, @Nullable String address) {
    super(reception, socket, address);
    this.caller = caller;
    this.self = arrival.newcomer();
    this.identity = arrival.identity();
  }

  // ---- its life ----

  @Override
  protected void begin() {
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    if (!caller.isGood(reception().verifier())) {
      expel();
      return;
    }
    Seat seat = reception().gate().join(caller.session(), self, this);
    if (!life.change(ConnectionState.Joining.class, joining -> new ConnectionState.Joined(seat))) {
      seat.leave();
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
  public Identity identity() {
    return identity;
  }

  // ---- what the client says ----

  @Override
  protected void onMessage(String text) {
    long wait = millisToWait();
    if (wait > 0) {
      send(refusal(ErrorCode.RATE_LIMITED, "You send too fast", Map.of("retryAfterMs", wait)));
    } else if (life.now() instanceof ConnectionState.Joined joined) {
      DECODER.decode(text).match(new Dispatch(joined.seat())).ifPresent(this::send);
    }
  }

  private void send(ServerMessage message) {
    out().send(ServerMessageEncoder.text(message));
  }

  private static ServerMessage refusal(ErrorCode code, String message, Map<String, Object> details) {
    return new ServerMessage.Refused(code, message, details, now());
  }

  /** Takes what the client says to where it is answered; what is answered at once is what comes back. */
  private final class Dispatch implements ClientMessage.Cases<Optional<ServerMessage>> {

    private final Seat seat;

    Dispatch(Seat seat) {
      this.seat = seat;
    }

    @Override
    public Optional<ServerMessage> perform(ClientMessage.Perform message) {
      seat.wish(message.command(), null);
      return NOTHING;
    }

    @Override
    public Optional<ServerMessage> updatePresence(ClientMessage.UpdatePresence message) {
      seat.signal(new Signal.Appearance(self.member().id(), self.client(), message.change()));
      return NOTHING;
    }

    @Override
    public Optional<ServerMessage> sendDirect(ClientMessage.SendDirect message) {
      seat.whisper(message.whisper(), null);
      return NOTHING;
    }

    @Override
    public Optional<ServerMessage> unknown(ClientMessage.Unknown message) {
      return Optional.of(refusal(ErrorCode.UNKNOWN_TYPE, "There is no message of type " + message.type(), Map.of()));
    }

    /** The refusal goes out before the close, where this was one too many. */
    @Override
    public Optional<ServerMessage> malformed(ClientMessage.Malformed message) {
      send(refusal(ErrorCode.BAD_MESSAGE, message.reason(), Map.of()));
      countMalformed();
      return NOTHING;
    }
  }

  // ---- what the session shows ----

  /** Rule LSM5: everybody gets it, the one who caused it too. */
  @Override
  public void show(Published event) {
    Optional<String> frame = event.rendering(EVENTS, entry -> entry.event().match(new EventMessages(
        caller.session(), entry.at(), names::get, event.state().conversation()::remembered)).map(ServerMessageEncoder::text));
    frame.ifPresent(out()::send);
    if (event.entry().event() instanceof Event.Joined joined) {
      names.put(joined.member().id(), joined.member().name());
    } else if (event.entry().event() instanceof Event.Left left) {
      names.remove(left.user());
    } else if (event.entry().event() instanceof Event.RoleChanged changed && names.containsKey(changed.user())) {
      renewPeople(event);
    }
  }

  /** Rule LSM19: the pages of the original learn of a role from {@code connected} only, which lists the people anew. */
  private void renewPeople(Published event) {
    if (names.size() <= MAX_RENEWED) {
      Role own = event.state().roleOf(self.member().id());
      out().send(event.rendering(own, entry -> ServerMessageEncoder.text(new ServerMessage.Connected(
          caller.session(), event.state().members(), event.attendance(), own, entry.at()))));
    }
  }

  @Override
  public void sense(List<Sensed> signals) {
    List<String> frames = new ArrayList<>(signals.size());
    for (Sensed sensed : signals) {
      SignalFrames seen = sensed.rendering(SIGNALS, signal -> SignalFrames.of(signal, now()));
      frames.addAll(seen.forAll());
      if (!sensed.isCausedBy(this)) {
        frames.addAll(seen.forOthers());
      }
    }
    if (!frames.isEmpty()) {
      out().signalAll(frames);
    }
  }

  // ---- what is told to this connection ----

  @Override
  public void tell(Notice notice) {
    notice.match(this).ifPresent(this::send);
  }

  /** It may be long, and counts as an answer. */
  @Override
  public Optional<ServerMessage> welcomed(Notice.Welcomed welcome) {
    welcome.view().members().forEach(member -> names.put(member.id(), member.name()));
    out().answer(List.of(ServerMessageEncoder.text(new ServerMessage.Connected(
        caller.session(), welcome.view().members(), welcome.attendance(), welcome.role(), now()))));
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> refused(Notice.Refused notice) {
    return Optional.of(refusal(notice.code(), notice.message(), notice.details()));
  }

  /** That a command is stored its event says, which is shown to its causer too; that it changed nothing cannot be said. */
  private static Optional<ServerMessage> saidByTheEvent() {
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> acknowledged(Notice.Acknowledged notice) {
    return saidByTheEvent();
  }

  /** Commands of this dialect have no names by which they could be sent again. */
  @Override
  public Optional<ServerMessage> repeated(Notice.Repeated notice) {
    return saidByTheEvent();
  }

  /** This dialect's clients cannot ask for the state, write parameters, or let somebody in: they are not told of it. */
  private static Optional<ServerMessage> ofOtherDialects() {
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> stateReported(Notice.StateReported notice) {
    return ofOtherDialects();
  }

  @Override
  public Optional<ServerMessage> questioned(Notice.Questioned notice) {
    return ofOtherDialects();
  }

  @Override
  public Optional<ServerMessage> accessRequested(Notice.AccessRequested notice) {
    return ofOtherDialects();
  }

  // ---- its end ----

  /** Rule LSM20: browsers tell pages the code of a close, and these do not look at it. */
  @Override
  public void end(Ending ending) {
    switch (ending) {
      case KICKED -> sayWhy(ErrorCode.FORBIDDEN, "A host has removed you from this session");
      case BANNED -> sayWhy(ErrorCode.FORBIDDEN, "A host has banned you from this session");
      case TEAM_ENDED -> sayWhy(ErrorCode.FORBIDDEN, "You came in by your team, and that is over");
      case NOT_ALLOWED -> sayWhy(ErrorCode.FORBIDDEN, "This session does not let you in");
      case NO_SUCH_SESSION -> sayWhy(ErrorCode.NOT_FOUND, "There is no such session");
      case DELETED -> sayWhy(ErrorCode.NOT_FOUND, "This session was deleted");
      case GOING_DOWN, UNAVAILABLE -> { }
    }
    super.end(ending);
  }

  private void sayWhy(ErrorCode code, String message) {
    send(new ServerMessage.Ended(code, message, now()));
  }
}
