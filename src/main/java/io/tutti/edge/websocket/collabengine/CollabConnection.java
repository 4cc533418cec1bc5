package io.tutti.edge.websocket.collabengine;

import io.tutti.access.Identity;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.HandshakeData;
import io.tutti.edge.websocket.Lifecycle;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.session.Event;
import io.tutti.session.SessionDescription;
import jakarta.websocket.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of this dialect: first it says hello, then it edits. Thread-safe: what the client says comes from one container
 * thread at a time, what the session shows and tells from the session's mailbox; the two share only the {@link ConnectionState}, the
 * brake and the outbox.
 */
final class CollabConnection extends Conversation implements Notice.Cases<Optional<Closing>> {

  private static final ClientMessageDecoder DECODER = new ClientMessageDecoder();
  private static final Optional<Closing> GOES_ON = Optional.empty();

  /** Rule CE17: an operation is one character, where other messages are words: so many of them count as one message. */
  private static final int OPERATIONS_PER_MESSAGE = 10;

  private final Standings standings;
  private final HandshakeData handshake;
  /** Operations that may still come for the message that was counted last. Confined to the client's thread. */
  private int prepaidOperations;
  private final Brake brake = new Brake();
  private final Lifecycle<ConnectionState> life = new Lifecycle<>(ConnectionState.Greeting.NEW);

  /** A new connection, to be started. */
  CollabConnection(Reception reception, Standings standings, Session socket, HandshakeData handshake) {
    super(reception, socket, handshake.address());
    this.standings = standings;
    this.handshake = handshake;
  }

  // ---- its life ----

  @Override
  protected void begin() {
    Future<?> deadline = reception().scheduler()
        .schedule(this::helloTooLate, reception().settings().authTimeoutMillis(), TimeUnit.MILLISECONDS);
    if (!life.change(ConnectionState.Greeting.class, greeting -> greeting.until(deadline))) {
      deadline.cancel(false);
    }
  }

  private void helloTooLate() {
    if (life.now() instanceof ConnectionState.Greeting) {
      endConversation(CloseCode.NO_AUTH_IN_TIME);
    }
  }

  private void join(ClientMessage.Hello hello, Newcomer self) {
    if (life.change(ConnectionState.Greeting.class, ConnectionState.Greeting::joining)) {
      DocumentId document = hello.document();
      Seat seat = reception().gate().join(document.session(), self, this);
      DocumentStream stream = new DocumentStream(document, seat, out(), this::endConversation);
      DocumentPresence presence = new DocumentPresence(document, self.member(), self.client(), seat, out());
      MemberDispatch member = new MemberDispatch(
          hello, self, new MemberDispatch.Participation(seat, stream, presence), brake, out(), this::endConversation);
      if (life.change(ConnectionState.Joining.class, joining -> joining.joined(member))) {
        stream.open(hello.lastSeen());
      } else {
        seat.leave();
      }
    }
  }

  private void endConversation(Closing closing) {
    endConversation(closing.code(), closing.reason());
  }

  @Override
  protected void fail() {
    endConversation(Closing.UNAVAILABLE);
  }

  @Override
  protected boolean isClosed() {
    return life.now() instanceof ConnectionState.Closed;
  }

  @Override
  protected void markClosed() {
    life.change(ConnectionState::closed);
    brake.release();
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
    ClientMessage message = DECODER.decode(text);
    if (!brake.await(message.isOperation() ? this::millisToWaitForOperation : this::millisToWait)) {
      endConversation(Closing.UNAVAILABLE);
    } else if (!isClosed()) {
      onSignOfLife();
      ClientMessage.Cases<Optional<Closing>> cases =
          life.now() instanceof ConnectionState.Joined joined ? joined.member() : new Greeted();
      message.match(cases).ifPresent(this::endConversation);
    }
  }

  private long millisToWaitForOperation() {
    if (prepaidOperations > 0) {
      prepaidOperations--;
      return 0;
    }
    long wait = millisToWait();
    if (wait == 0) {
      prepaidOperations = OPERATIONS_PER_MESSAGE - 1;
    }
    return wait;
  }

  /** What follows from the first message (rule CE11). */
  private final class Greeted implements ClientMessage.Cases<Optional<Closing>> {

    @Override
    public Optional<Closing> hello(ClientMessage.Hello message) {
      greet(message);
      return GOES_ON;
    }

    @Override
    public Optional<Closing> ofDocument(DocumentMessage message) {
      return Optional.of(Closing.HELLO_FIRST);
    }

    @Override
    public Optional<Closing> invalid(ClientMessage.Invalid message) {
      return Optional.of(Closing.INVALID_HELLO);
    }
  }

  private void greet(ClientMessage.Hello hello) {
    if (life.now() instanceof ConnectionState.Greeting greeting) {
      greeting.deadline().cancel(false);
    }
    Arrival.of(hello.client(), handshake.token(), reception())
        .ifPresentOrElse(arriving -> admit(hello, arriving), () -> endConversation(CloseCode.TOKEN_REFUSED));
  }

  private void admit(ClientMessage.Hello hello, Arrival arriving) {
    boolean waits = life.change(ConnectionState.Greeting.class, greeting -> greeting.as(arriving.identity()));
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    String token = handshake.token();
    if (arriving.identity() != null && token != null && reception().verifier().verify(token).isEmpty()) {
      expel();
    } else if (waits) {
      standings.byDialect(hello.document().session(), titled(hello.document(), arriving.newcomer()), handshake.invite())
          .ifPresentOrElse(self -> join(hello, self), () -> endConversation(CloseCode.NOT_ALLOWED, CloseCode.BAD_INVITE));
    }
  }

  /** Rule CE1: a session that is made for a text which is no id is called so. */
  private static Newcomer titled(DocumentId document, Newcomer newcomer) {
    return document.wantsTitle()
        ? newcomer.titled(title(document.value()))
        : newcomer;
  }

  /** At most as many UTF-16 units as a title may have, and no half of a pair at the end. */
  private static String title(String value) {
    int most = SessionDescription.MAX_NAME_LENGTH;
    if (value.length() <= most) {
      return value;
    }
    return value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
  }

  // ---- what the session shows ----

  @Override
  public void show(Published published) {
    if (life.now() instanceof ConnectionState.Joined joined) {
      joined.member().in().stream().show(published);
      joined.member().in().presence().show(published);
      if (published.isCausedBy(this) && published.entry().event() instanceof Event.DocumentChanged) {
        brake.answered();
      }
    }
  }

  @Override
  public void sense(List<Sensed> signals) {
    if (life.now() instanceof ConnectionState.Joined joined) {
      joined.member().in().presence().sense(signals, sensed -> sensed.isCausedBy(this));
    }
  }

  // ---- what is told to this connection ----

  @Override
  public void tell(Notice notice) {
    notice.match(this).ifPresent(this::endConversation);
  }

  @Override
  public Optional<Closing> refused(Notice.Refused notice) {
    return Optional.of(Closing.of(notice.code()));
  }

  /** Rule CE10: the first echo, to this one only. */
  @Override
  public Optional<Closing> repeated(Notice.Repeated notice) {
    if (life.now() instanceof ConnectionState.Joined joined) {
      if (!joined.member().in().stream().repeat(notice.entry())) {
        return Optional.of(Closing.MESSAGE_ID_TAKEN);
      }
      brake.answered();
    }
    return GOES_ON;
  }

  /** It was stored once, and the log that told of it has been dropped: there is no echo to repeat. */
  @Override
  public Optional<Closing> acknowledged(Notice.Acknowledged notice) {
    return Optional.of(Closing.HELLO_AGAIN);
  }

  /** The document says it, which is opened then: {@code hello_ack}. */
  @Override
  public Optional<Closing> welcomed(Notice.Welcomed notice) {
    return GOES_ON;
  }

  /** This dialect's clients cannot ask for the session, write parameters, or let somebody in: they are not told of it. */
  private static Optional<Closing> ofOtherDialects() {
    return GOES_ON;
  }

  @Override
  public Optional<Closing> stateReported(Notice.StateReported notice) {
    return ofOtherDialects();
  }

  @Override
  public Optional<Closing> questioned(Notice.Questioned notice) {
    return ofOtherDialects();
  }

  @Override
  public Optional<Closing> accessRequested(Notice.AccessRequested notice) {
    return ofOtherDialects();
  }
}
