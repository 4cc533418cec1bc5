package io.tutti.edge.websocket.collabengine;

import io.tutti.access.Identity;
import io.tutti.access.Permission;
import io.tutti.documents.DocumentCommand;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionDescription;
import jakarta.websocket.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of this dialect: first it says hello, then it edits. Thread-safe: what the client says comes from one container
 * thread at a time, what the session shows and tells from the session's mailbox; the two share only volatile fields, the brake
 * and the outbox.
 */
final class CollabConnection extends Conversation {

  /** Rule CE17: an operation is one character, where other messages are words: so many of them count as one message. */
  private static final int OPERATIONS_PER_MESSAGE = 10;

  private final Standings standings;
  private final Shown shown;
  /** Operations that may still come for the message that was counted last. Confined to the client's thread. */
  private int prepaidOperations;
  private final Brake brake = new Brake();
  private final ScheduledFuture<?> helloDeadline;
  private volatile @Nullable Place place;
  private volatile @Nullable Identity identity;

  /** Where the connection sits once it has said hello, and as whom. */
  private record Place(
      ClientFrame.Hello hello, Newcomer self, Seat seat, DocumentStream stream, Onlooker onlooker) {}

  /** What the handshake carried, and from where: a token, an invitation, the client's address; each may be null. */
  record Shown(@Nullable String token, @Nullable String invite, @Nullable String address) {}

  /** Takes a new connection in. */
  CollabConnection(Reception reception, Standings standings, Session socket, Shown shown) {
    super(reception, socket, shown.address());
    this.standings = standings;
    this.shown = shown;
    this.helloDeadline = reception.scheduler()
        .schedule(this::helloTooLate, reception.settings().authTimeoutMillis(), TimeUnit.MILLISECONDS);
  }

  // ---- what the client says ----

  @Override
  protected void hear(String text) {
    ClientFrame frame = ClientFrameReader.read(text);
    if (!brake.await(frame instanceof ClientFrame.Op ? this::millisToWaitForOperation : this::millisToWait)) {
      endConversation(Closing.UNAVAILABLE);
      return;
    }
    hearSignOfLife();
    Place taken = place;
    if (taken == null) {
      greet(frame);
    } else if (frame instanceof ClientFrame.Wish wish) {
      take(taken, wish);
    } else {
      endConversation(frame instanceof ClientFrame.Hello ? Closing.UNEXPECTED : Closing.INVALID_MESSAGE);
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

  private void greet(ClientFrame frame) {
    if (!(frame instanceof ClientFrame.Hello hello)) {
      endConversation(frame instanceof ClientFrame.Invalid ? Closing.INVALID_HELLO : Closing.HELLO_FIRST);
      return;
    }
    helloDeadline.cancel(false);
    Arrival.of(hello.client(), shown.token(), reception())
        .ifPresentOrElse(arriving -> admit(hello, arriving), () -> endConversation(CloseCode.TOKEN_REFUSED));
  }

  private void admit(ClientFrame.Hello hello, Arrival arriving) {
    identity = arriving.identity();
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    String token = shown.token();
    if (arriving.identity() != null && token != null && reception().verifier().verify(token).isEmpty()) {
      expel();
    } else {
      standings.byDialect(hello.document().session(), titled(hello.document(), arriving.newcomer()), shown.invite())
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

  private void join(ClientFrame.Hello hello, Newcomer self) {
    DocumentId document = hello.document();
    Seat seat = reception().gate().join(document.session(), self, this);
    DocumentStream stream = new DocumentStream(document, seat, out(), this::endConversation);
    place = new Place(hello, self, seat, stream, new Onlooker(document, self.member(), self.client(), seat, out()));
    if (isOver()) {
      seat.leave();
    } else {
      stream.open(hello.lastSeen());
    }
  }

  private void take(Place taken, ClientFrame.Wish wish) {
    if (!wish.document().equals(taken.hello().document().value())) {
      endConversation(Closing.OTHER_DOCUMENT);
    } else if (!wish.client().equals(taken.hello().client())) {
      endConversation(Closing.OTHER_CLIENT);
    } else if (wish instanceof ClientFrame.Op op && op.isOnRoot()) {
      echoNothing(taken, op);
    } else if (wish instanceof ClientFrame.Op op) {
      brake.sent();
      DocumentCommand.Edit edit = new DocumentCommand.Edit(taken.hello().document().document(),
          DocumentCommand.Edit.ANY_EPOCH, List.of(op.operation()), true);
      taken.seat().wish(new Command.ChangeDocument(edit, taken.self().client()), op.messageId());
    } else if (wish instanceof ClientFrame.Present present) {
      taken.onlooker().present(present.change());
    }
  }

  /** Rule CE29: the root is always there and never seen, whatever is done to it. */
  private void echoNothing(Place taken, ClientFrame.Op op) {
    DocumentId document = taken.hello().document();
    brake.sent();
    taken.seat().ask(
        room -> room.state().roleOf(taken.seat().user()).may(Permission.WRITE)
            ? Optional.of(Echoes.ofNothing(document, Numbering.of(room.state(), document),
                room.state().documents().docSeq(document.document()), op))
            : Optional.<String>empty(),
        echo -> {
          brake.answered();
          echo.ifPresentOrElse(out()::send, () -> endConversation(Closing.FORBIDDEN));
        }, op.messageId());
  }

  private void helloTooLate() {
    if (place == null) {
      endConversation(CloseCode.NO_AUTH_IN_TIME);
    }
  }

  private void endConversation(Closing closing) {
    endConversation(closing.code(), closing.reason());
  }

  @Override
  protected void ended() {
    brake.release();
  }

  @Override
  protected void leave() {
    helloDeadline.cancel(false);
    Place taken = place;
    if (taken != null) {
      taken.seat().leave();
    }
  }

  @Override
  protected void fail() {
    endConversation(Closing.UNAVAILABLE);
  }

  @Override
  public @Nullable Identity identity() {
    return identity;
  }

  // ---- what the session shows and tells ----

  @Override
  public void show(Published published) {
    Place taken = place;
    if (taken == null) {
      return;
    }
    taken.stream().show(published);
    taken.onlooker().show(published);
    if (published.isCausedBy(this) && published.entry().event() instanceof Event.DocumentChanged) {
      brake.answered();
    }
  }

  @Override
  public void sense(List<Sensed> signals) {
    Place taken = place;
    if (taken != null) {
      taken.onlooker().sense(signals, sensed -> sensed.isCausedBy(this));
    }
  }

  @Override
  public void tell(Notice notice) {
    Place taken = place;
    if (notice instanceof Notice.Refused refused) {
      endConversation(Closing.of(refused.code()));
    } else if (notice instanceof Notice.Repeated repeated && taken != null) {
      repeat(taken, repeated.entry());
    } else if (notice instanceof Notice.Acknowledged) {
      // It was stored once, and the log that told of it has been dropped: there is no echo to repeat.
      endConversation(Closing.HELLO_AGAIN);
    }
  }

  /** Rule CE10: the first echo, to this one only. */
  private void repeat(Place taken, Entry entry) {
    if (taken.stream().repeat(entry)) {
      brake.answered();
    } else {
      endConversation(Closing.MESSAGE_ID_TAKEN);
    }
  }

}
