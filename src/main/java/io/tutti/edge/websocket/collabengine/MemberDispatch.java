package io.tutti.edge.websocket.collabengine;

import io.tutti.access.Permission;
import io.tutti.documents.DocumentCommand;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Seat;
import io.tutti.session.Command;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what somebody says who has said hello to where it is answered; why the connection must end is what comes back, empty where
 * it goes on. {@code end}: closes the connection later. Immutable.
 */
record MemberDispatch(
    ClientMessage.Hello hello, Newcomer self, Participation in, Brake brake, PeerConnection out, Consumer<Closing> end)
    implements ClientMessage.Cases<Optional<Closing>>, DocumentMessage.Cases<Optional<Closing>> {

  private static final Optional<Closing> GOES_ON = Optional.empty();

  /** The seat in the session, what is shown of the document, and who is seen in it. */
  record Participation(Seat seat, DocumentStream stream, DocumentPresence presence) {}

  Seat seat() {
    return in.seat();
  }

  /** Rule CE13. */
  @Override
  public Optional<Closing> hello(ClientMessage.Hello message) {
    return Optional.of(Closing.UNEXPECTED);
  }

  @Override
  public Optional<Closing> invalid(ClientMessage.Invalid message) {
    return Optional.of(Closing.INVALID_MESSAGE);
  }

  @Override
  public Optional<Closing> ofDocument(DocumentMessage message) {
    if (!message.document().equals(hello.document().value())) {
      return Optional.of(Closing.OTHER_DOCUMENT);
    } else if (!message.client().equals(hello.client())) {
      return Optional.of(Closing.OTHER_CLIENT);
    }
    DocumentMessage.Cases<Optional<Closing>> cases = this;
    return message.match(cases);
  }

  @Override
  public Optional<Closing> op(DocumentMessage.Op op) {
    brake.sent();
    if (op.isOnRoot()) {
      echoNothing(op);
    } else {
      DocumentCommand.Edit edit = new DocumentCommand.Edit(
          hello.document().document(), DocumentCommand.Edit.ANY_EPOCH, List.of(op.operation()), true);
      seat().wish(new Command.ChangeDocument(edit, self.client()), op.messageId());
    }
    return GOES_ON;
  }

  /** Rule CE29: the root is always there and never seen, whatever is done to it. */
  private void echoNothing(DocumentMessage.Op op) {
    DocumentId document = hello.document();
    seat().ask(
        room -> room.state().roleOf(seat().user()).may(Permission.WRITE)
            ? Optional.of(Echoes.ofNothing(document, Numbering.of(room.state(), document),
                room.state().documents().docSeq(document.document()), op))
            : Optional.<String>empty(),
        echo -> {
          brake.answered();
          echo.ifPresentOrElse(out::send, () -> end.accept(Closing.FORBIDDEN));
        }, op.messageId());
  }

  @Override
  public Optional<Closing> updatePresence(DocumentMessage.UpdatePresence message) {
    in.presence().present(message.change());
    return GOES_ON;
  }
}
