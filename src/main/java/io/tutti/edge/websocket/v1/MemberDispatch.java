package io.tutti.edge.websocket.v1;

import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Seat;
import io.tutti.identity.ErrorCode;
import io.tutti.session.Command;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what a member says to where it is answered; what is answered at once, without the session, is what comes back. Thread-safe:
 * holds nothing that changes.
 */
final class MemberDispatch implements MemberMessage.Cases<Optional<ServerMessage>> {

  /** The answer comes from the session, or none is due. */
  private static final Optional<ServerMessage> LATER = Optional.empty();

  private final Standings standings;
  private final Newcomer self;
  private final Seat seat;
  private final Inquiries inquiries;

  MemberDispatch(Standings standings, Newcomer self, Seat seat, Inquiries inquiries) {
    this.standings = standings;
    this.self = self;
    this.seat = seat;
    this.inquiries = inquiries;
  }

  // ---- commands ----

  @Override
  public Optional<ServerMessage> perform(MemberMessage.Perform message) {
    seat.wish(standings.proven(self.member().id(), message.command()), message.ref());
    return LATER;
  }

  @Override
  public Optional<ServerMessage> editDocument(MemberMessage.EditDocument message) {
    seat.wish(new Command.ChangeDocument(message.edit(), self.client()), message.ref());
    return LATER;
  }

  @Override
  public Optional<ServerMessage> sendDirect(MemberMessage.SendDirect message) {
    seat.whisper(message.whisper(), message.ref());
    return LATER;
  }

  // ---- signals ----

  @Override
  public Optional<ServerMessage> updatePresence(MemberMessage.UpdatePresence message) {
    inquiries.present(message);
    return LATER;
  }

  @Override
  public Optional<ServerMessage> callSignal(MemberMessage.CallSignal message) {
    inquiries.call(message);
    return LATER;
  }

  @Override
  public Optional<ServerMessage> chatRead(MemberMessage.ChatRead message) {
    inquiries.read(message);
    return LATER;
  }

  // ---- questions ----

  @Override
  public Optional<ServerMessage> resync(MemberMessage.Resync message) {
    seat.askState(message.ref());
    return LATER;
  }

  @Override
  public Optional<ServerMessage> getStory(MemberMessage.GetStory message) {
    inquiries.story(message.ref());
    return LATER;
  }

  @Override
  public Optional<ServerMessage> getState(MemberMessage.GetState message) {
    inquiries.state(message.ref());
    return LATER;
  }

  @Override
  public Optional<ServerMessage> openDocument(MemberMessage.OpenDocument message) {
    inquiries.open(message);
    return LATER;
  }

  @Override
  public Optional<ServerMessage> closeDocument(MemberMessage.CloseDocument message) {
    inquiries.close(message);
    return LATER;
  }

  @Override
  public Optional<ServerMessage> listDocuments(MemberMessage.ListDocuments message) {
    inquiries.list(message.ref());
    return LATER;
  }

  @Override
  public Optional<ServerMessage> documentAt(MemberMessage.DocumentAt message) {
    inquiries.textAt(message);
    return LATER;
  }

  @Override
  public Optional<ServerMessage> chatHistory(MemberMessage.ChatHistory message) {
    inquiries.history(message);
    return LATER;
  }

  @Override
  public Optional<ServerMessage> presenceQuery(MemberMessage.PresenceQuery message) {
    inquiries.sightings(message);
    return LATER;
  }

  // ---- what cannot be done ----

  @Override
  public Optional<ServerMessage> noNumber(MemberMessage.NoNumber message) {
    return Optional.of(new PersonalMessage.Refused(ErrorCode.INVALID_PARAM, "A parameter's value must be a number",
        Map.of("param", message.parameter()), System.currentTimeMillis(), message.ref()));
  }

  @Override
  public Optional<ServerMessage> unknown(MemberMessage.Unknown message) {
    return Optional.of(new PersonalMessage.Refused(ErrorCode.UNKNOWN_TYPE, "There is no message of that type",
        Map.of("type", message.type()), System.currentTimeMillis(), message.ref()));
  }
}
