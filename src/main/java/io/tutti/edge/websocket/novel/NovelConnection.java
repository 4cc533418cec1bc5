package io.tutti.edge.websocket.novel;

import io.tutti.access.Identity;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.Lifecycle;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Ending;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.SessionState;
import io.tutti.session.Signal;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection of this dialect: on its way in from its beginning. Thread-safe: what the client says comes from one container
 * thread at a time, what the session shows and tells from the session's mailbox; the two share only the {@link ConnectionState}, how
 * far the log has been shown, and the outbox.
 */
final class NovelConnection extends Conversation implements Notice.Cases<Optional<ServerMessage>> {

  private static final ClientMessageDecoder DECODER = new ClientMessageDecoder();
  private static final Object EVENTS = EventMessage.class;
  private static final Object SIGNALS = SignalMessage.class;
  /** There is nothing to be answered, or the answer comes later. */
  private static final Optional<ServerMessage> NOTHING = Optional.empty();

  private final Arrival.Admitted arrival;
  private final Member self;
  /** What the client calls itself (rule NE5). */
  private final String alias;
  private final SessionFeed feed = new SessionFeed(out());
  private final Lifecycle<ConnectionState> life = new Lifecycle<>(new ConnectionState.Joining());
  private final Stamps stamps;

  /** A connection from {@code address}, whose client calls itself {@code alias}, to be started. */
  NovelConnection(Reception reception, Session socket, Arrival.Admitted arrival, String alias, @Nullable String address) {
    super(reception, socket, address);
    this.arrival = arrival;
    this.self = arrival.self().member();
    this.alias = alias;
    this.stamps = new Stamps(arrival.session());
  }

  // ---- its life ----

  @Override
  protected void begin() {
    String token = arrival.token();
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    if (token != null && reception().verifier().verify(token).isEmpty()) {
      expel();
      return;
    }
    Seat seat = reception().gate().join(arrival.session(), arrival.self(), this);
    ClientDispatch dispatch =
        new ClientDispatch(new OwnPresence(seat, arrival.self().client()), out(), stamps, this::countMalformed);
    if (life.change(ConnectionState.Joining.class, joining -> new ConnectionState.Joined(seat, dispatch))) {
      seat.ask(this::initialState, feed::begin, null);
    } else {
      seat.leave();
    }
  }

  /** Rule NE6. */
  private String initialState(Seat.Room room) {
    SessionState state = room.state();
    List<String> participants = state.members().stream().map(member -> nameOf(member.id())).toList();
    return ServerMessageEncoder.text(new ServerMessage.InitialState(
        ServerMessage.State.of(state.shared()), state.story().turn(), participants, stamps.at(state.seq())));
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
    return arrival.identity();
  }

  // ---- words ----

  /** As whom the client is here: a guest whose name somebody else has already is another one (rule NE3). */
  private UserId selfId() {
    return life.now() instanceof ConnectionState.Joined joined ? joined.seat().user() : self.id();
  }

  private String nameOf(UserId user) {
    return user.equals(selfId()) ? alias : WireNames.of(user);
  }

  private ServerMessage failure(ErrorCode code, String reason) {
    return new ServerMessage.Failed(code.word(), reason, stamps.shown());
  }

  private void send(ServerMessage message) {
    out().send(ServerMessageEncoder.text(message));
  }

  // ---- what the client says ----

  @Override
  protected void onMessage(String text) {
    if (life.now() instanceof ConnectionState.Joined joined) {
      long wait = millisToWait();
      if (wait > 0) {
        send(failure(ErrorCode.RATE_LIMITED, "you send too fast; go on in " + wait + " ms"));
      } else {
        DECODER.decode(text).match(joined.dispatch()).ifPresent(this::send);
      }
    }
  }

  // ---- what the session shows ----

  /** Rules NE6–NE10: the user hears nothing of its own coming and going. */
  @Override
  public void show(Published published) {
    stamps.shownUpTo(published.entry().seq());
    Event event = published.entry().event();
    if (event instanceof Event.Joined joined) {
      yieldTo(joined.member().id());
      if (joined.member().id().equals(selfId())) {
        return;
      }
    }
    boolean isOwnLeaving = event instanceof Event.Left left && left.user().equals(selfId());
    boolean isKnown = event instanceof Event.StateChanged && !feed.isSynced();
    if (!isOwnLeaving && !isKnown && !rendered(published).map(feed::show).orElse(true)) {
      endConversation(CloseCode.OVERLOADED);
    }
  }

  /** Rendered once for all, but for those who call themselves something else than others call them. */
  private Optional<String> rendered(Published published) {
    Stamp stamp = stamps.of(published.entry());
    if (alias.equals(WireNames.of(selfId()))) {
      return published.rendering(EVENTS,
          entry -> entry.event().match(new EventMessages(stamp, WireNames::of)).map(ServerMessageEncoder::text));
    }
    return published.entry().event().match(new EventMessages(stamp, this::nameOf)).map(ServerMessageEncoder::text);
  }

  /** Rule NE4: a guest who is called what turns out to be somebody's id makes room. */
  private void yieldTo(UserId other) {
    if (self.guest() && other.value().equals(alias)) {
      sendAway(CloseCode.NOT_ALLOWED, "That user id is somebody's who takes part: choose another");
    }
  }

  @Override
  public void sense(List<Sensed> signals) {
    List<String> frames = new ArrayList<>(signals.size());
    for (Sensed sensed : signals) {
      if (feed.isSynced() && isOfOthers(sensed.signal())) {
        frames.addAll(sensed.rendering(SIGNALS, signal -> signal.match(new SignalMessages(stamps::shown))
            .stream().map(ServerMessageEncoder::text).toList()));
      }
    }
    if (!frames.isEmpty()) {
      out().signalAll(frames);
    }
  }

  private boolean isOfOthers(Signal signal) {
    return signal instanceof Signal.Appearance appearance && !appearance.user().equals(selfId())
        || signal instanceof Signal.Attention attention && !attention.user().equals(selfId());
  }

  // ---- what is told to this connection ----

  @Override
  public void tell(Notice notice) {
    notice.match(this).ifPresent(this::send);
  }

  /** The state says it, which is asked for then (rule NE6). */
  @Override
  public Optional<ServerMessage> welcomed(Notice.Welcomed welcome) {
    stamps.shownUpTo(welcome.view().seq());
    welcome.view().members().forEach(member -> yieldTo(member.id()));
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> refused(Notice.Refused notice) {
    return Optional.of(failure(notice.code(), notice.message()));
  }

  /** That a command is stored its event says; that it changed nothing cannot be said. */
  private static Optional<ServerMessage> saidByTheEvent() {
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> acknowledged(Notice.Acknowledged notice) {
    return saidByTheEvent();
  }

  @Override
  public Optional<ServerMessage> repeated(Notice.Repeated notice) {
    return saidByTheEvent();
  }

  /** This dialect's clients cannot ask for all of the session, write parameters, or let somebody in: they are not told of it. */
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

  @Override
  public void end(Ending ending) {
    switch (ending) {
      case KICKED -> sendAway(ending, "A host has removed you from this session");
      case BANNED -> sendAway(ending, "A host has banned you from this session");
      case TEAM_ENDED -> sendAway(ending, "You came in by your team, and that is over");
      case NOT_ALLOWED -> sendAway(ending, "This session does not let you in");
      case NO_SUCH_SESSION -> sendAway(ending, "There is no such session");
      case DELETED -> sendAway(ending, "This session was deleted");
      case GOING_DOWN, UNAVAILABLE -> super.end(ending);
    }
  }

  private void sendAway(Ending ending, String reason) {
    send(new ServerMessage.SentAway(reason, stamps.at(0)));
    super.end(ending);
  }

  private void sendAway(CloseCode code, String reason) {
    send(new ServerMessage.SentAway(reason, stamps.shown()));
    endConversation(code);
  }

  @Override
  public void expel() {
    sendAway(CloseCode.TOKEN_REFUSED, "Your token has ended");
  }
}
