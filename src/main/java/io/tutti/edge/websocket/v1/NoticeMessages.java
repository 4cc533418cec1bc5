package io.tutti.edge.websocket.v1;

import io.tutti.edge.websocket.PeerConnection;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.Notice;
import io.tutti.identity.ErrorCode;
import io.tutti.session.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is told to {@code self}, each kind of notice in one message; the welcome, which may take many, goes {@code out} by itself.
 * {@code at}: milliseconds since 1970. Confined to one notice.
 */
record NoticeMessages(ConnectionState.Self self, WebSocketSettings settings, PeerConnection out, long at)
    implements Notice.Cases<Optional<ServerMessage>> {

  /** The welcome, what was missed or why it does not come, and then the state. */
  @Override
  public Optional<ServerMessage> welcomed(Notice.Welcomed welcome) {
    List<String> frames = new ArrayList<>(2 + welcome.replay().size());
    frames.add(ServerMessageEncoder.text(new SessionMessage.Welcome(welcome, self.newcomer(), settings, at, self.authRef())));
    for (Entry entry : welcome.replay()) {
      frames.add(ServerMessageEncoder.text(EventMessage.replayed(entry, self.newcomer().client())));
    }
    if (welcome.stateFollows()) {
      frames.add(ServerMessageEncoder.text(new SessionMessage.State(
          welcome.view(), welcome.attendance(), welcome.truncated(), welcome.reset(), at, null)));
    }
    out.answer(frames);
    return Optional.empty();
  }

  @Override
  public Optional<ServerMessage> stateReported(Notice.StateReported report) {
    return Optional.of(new SessionMessage.State(report.view(), report.attendance(), false, false, at, report.ref()));
  }

  @Override
  public Optional<ServerMessage> acknowledged(Notice.Acknowledged notice) {
    return Optional.of(new PersonalMessage.Acknowledged(notice.seq(), at, notice.ref()));
  }

  @Override
  public Optional<ServerMessage> repeated(Notice.Repeated notice) {
    return Optional.of(new EventMessage(notice.entry(), notice.entry().ref()));
  }

  @Override
  public Optional<ServerMessage> questioned(Notice.Questioned notice) {
    return Optional.of(new PersonalMessage.ConflictDetected(notice, at));
  }

  /** An edit of an epoch that is over, and an action of a story, have refusals of their own. */
  @Override
  public Optional<ServerMessage> refused(Notice.Refused notice) {
    if (notice.code() == ErrorCode.STALE_EPOCH) {
      return Optional.of(new PersonalMessage.StaleDocument(notice.details(), at, notice.ref()));
    } else if (notice.details().containsKey("action")) {
      return Optional.of(new PersonalMessage.StoryFailed(
          notice.code(), notice.message(), notice.details().get("action"), at, notice.ref()));
    }
    return Optional.of(new PersonalMessage.Refused(notice.code(), notice.message(), notice.details(), at, notice.ref()));
  }

  @Override
  public Optional<ServerMessage> accessRequested(Notice.AccessRequested notice) {
    return Optional.of(new PersonalMessage.AccessRequested(notice, at));
  }
}
