package io.tutti.edge.websocket.novel;

import io.tutti.edge.websocket.PeerConnection;
import io.tutti.hub.Seat;
import io.tutti.identity.ErrorCode;
import io.tutti.session.Command;
import io.tutti.session.SessionState;
import io.tutti.state.SharedState;
import io.tutti.story.StoryCommand;
import java.util.Optional;

/**
 * Takes what a client says to where it is answered; what is answered at once is what comes back. {@code countMalformed}: one more
 * message was none. Immutable.
 */
record ClientDispatch(OwnPresence presence, PeerConnection out, Stamps stamps, Runnable countMalformed)
    implements ClientMessage.Cases<Optional<ServerMessage>> {

  /** There is nothing to be answered, or the answer comes later. */
  private static final Optional<ServerMessage> NOTHING = Optional.empty();

  private Seat seat() {
    return presence.seat();
  }

  @Override
  public Optional<ServerMessage> act(ClientMessage.Act message) {
    seat().wish(new Command.TellStory(new StoryCommand.Act(message.data())), null);
    return NOTHING;
  }

  /** Rule NE11: what a client that has this version lacks. */
  @Override
  public Optional<ServerMessage> sync(ClientMessage.Sync message) {
    seat().ask(room -> ServerMessageEncoder.text(lacking(message.version(), room.state())), out::send, null);
    return NOTHING;
  }

  private ServerMessage lacking(long version, SessionState state) {
    SharedState shared = state.shared();
    Stamp stamp = stamps.at(state.seq());
    if (version == shared.version()) {
      return new ServerMessage.UpToDate(version, stamp);
    }
    return version < shared.version()
        ? new ServerMessage.FullSync(ServerMessage.State.of(shared), stamp)
        : new ServerMessage.Conflict(ServerMessage.State.of(shared), stamp);
  }

  @Override
  public Optional<ServerMessage> cursor(ClientMessage.Cursor message) {
    presence.point(message.position());
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> typing(ClientMessage.Typing message) {
    presence.type(message.isTyping());
    return NOTHING;
  }

  @Override
  public Optional<ServerMessage> ping(ClientMessage.Ping message) {
    return Optional.of(new ServerMessage.Pong(stamps.shown()));
  }

  /** Rule NE16: it is passed over. */
  @Override
  public Optional<ServerMessage> unknown(ClientMessage.Unknown message) {
    return NOTHING;
  }

  /** The refusal goes out before the close, where this was one too many (rule NE15). */
  @Override
  public Optional<ServerMessage> malformed(ClientMessage.Malformed message) {
    out.send(ServerMessageEncoder.text(
        new ServerMessage.Failed(ErrorCode.BAD_MESSAGE.word(), message.reason(), stamps.shown())));
    countMalformed.run();
    return NOTHING;
  }
}
