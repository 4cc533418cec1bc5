package io.tutti.edge.websocket.novel;

import io.tutti.access.Identity;
import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Ending;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.Signal;
import io.tutti.story.StoryCommand;
import io.tutti.text.Affinity;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection of this dialect: on its way in from its beginning. Thread-safe: what the client says comes from one container
 * thread at a time, what the session shows and tells from the session's mailbox; the two share only volatile fields and the
 * outbox.
 */
final class NovelConnection extends Conversation {

  private static final int MAX_WAITING = 1_000;
  private static final Map<String, String> TYPING = Map.of("in", "story");

  private final Arrival.Admitted arrival;
  private final Member self;
  /** What the client calls itself (rule NE5). */
  private final String alias;
  /** Whether the client has the session's state: confined to the session's mailbox, as what waits for that is. */
  private boolean isSynced;
  private final List<String> waiting = new ArrayList<>(0);
  /** How far the session's log has been shown. */
  private volatile long shownSeq;
  private volatile @Nullable Identity identity;
  private volatile @Nullable Seat seat;

  private NovelConnection(
      Reception reception, Session socket, Arrival.Admitted arrival, String alias, @Nullable String address) {
    super(reception, socket, address);
    this.arrival = arrival;
    this.self = arrival.self().member();
    this.alias = alias;
  }

  /** Takes a connection in from {@code address}, whose client calls itself {@code alias}. */
  static NovelConnection open(
      Reception reception, Session socket, Arrival.Admitted arrival, String alias, @Nullable String address) {
    NovelConnection connection = new NovelConnection(reception, socket, arrival, alias, address);
    connection.enter();
    return connection;
  }

  private void enter() {
    identity = arrival.identity();
    String token = arrival.token();
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    if (token != null && reception().verifier().verify(token).isEmpty()) {
      expel();
      return;
    }
    Seat taken = reception().gate().join(arrival.session(), arrival.self(), this);
    seat = taken;
    taken.ask(room -> ServerFrames.initialState(room, this::nameOf, stamp(room.state().seq())), this::begin, null);
  }

  /** Rule NE6: the state comes first; who came and what happened while it was made follows. */
  private void begin(String state) {
    isSynced = true;
    List<String> frames = new ArrayList<>(List.of(state));
    frames.addAll(waiting);
    waiting.clear();
    out().answer(frames);
  }

  private Stamp stamp(long sequence) {
    return Stamp.fresh(arrival.session().value(), sequence, now());
  }

  /** As whom the client is here: a guest whose name somebody else has already is another one (rule NE3). */
  private UserId selfId() {
    Seat taken = seat;
    return taken == null ? self.id() : taken.user();
  }

  private String nameOf(UserId user) {
    return user.equals(selfId()) ? alias : WireNames.of(user);
  }

  // ---- what the client says ----

  @Override
  protected void hear(String text) {
    Seat taken = seat;
    if (taken == null) {
      return;
    }
    long wait = millisToWait();
    if (wait > 0) {
      refuse(ErrorCode.RATE_LIMITED, "you send too fast; go on in " + wait + " ms");
      return;
    }
    ClientFrame frame = ClientFrameReader.read(text);
    if (frame instanceof ClientFrame.Act act) {
      taken.wish(new Command.TellStory(new StoryCommand.Act(act.data())), null);
    } else if (frame instanceof ClientFrame.Sync sync) {
      taken.ask(room -> ServerFrames.synced(room.state().shared(), sync.version(), stamp(room.state().seq())), out()::send, null);
    } else if (frame instanceof ClientFrame.Cursor cursor) {
      point(taken, new Change(null, Collections.singletonMap(Aspect.CURSOR, cursor.place())));
    } else if (frame instanceof ClientFrame.Typing typing) {
      appear(taken, Aspect.TYPING, typing.typing() ? TYPING : null);
    } else if (frame instanceof ClientFrame.Ping) {
      out().send(ServerFrames.pong(stamp(shownSeq)));
    } else if (frame instanceof ClientFrame.Malformed malformed) {
      refuse(ErrorCode.BAD_MESSAGE, malformed.reason());
      countMalformed();
    }
  }

  /** Rule PRES7: a cursor that says an index in a document is mapped to the nearest anchor. */
  private void point(Seat taken, Change change) {
    Optional<PresenceJson.Indexed> indexed = PresenceJson.indexed(change);
    if (indexed.isEmpty()) {
      appear(taken, Aspect.CURSOR, change.aspects().get(Aspect.CURSOR));
      return;
    }
    PresenceJson.Indexed at = indexed.get();
    taken.ask(room -> room.state().documents().anchor(
            at.document(), at.index(), at.left() ? Affinity.LEFT : Affinity.RIGHT),
        anchor -> appear(taken, Aspect.CURSOR, PresenceJson.place(at.document(), anchor)), null);
  }

  private void appear(Seat taken, Aspect aspect, @Nullable Object value) {
    taken.signal(new Signal.Appearance(selfId(), arrival.self().client(),
        new Change(null, Collections.singletonMap(aspect, value))));
  }

  private void refuse(ErrorCode code, String reason) {
    out().send(ServerFrames.failed(code.word(), reason, stamp(shownSeq)));
  }

  private void sendAway(CloseCode code, String reason) {
    out().send(ServerFrames.sentAway(reason, stamp(shownSeq)));
    endConversation(code);
  }

  @Override
  protected void leave() {
    Seat taken = seat;
    if (taken != null) {
      taken.leave();
    }
  }

  // ---- what the session shows and tells ----

  /** Rules NE6–NE10: the user hears nothing of its own coming and going. */
  @Override
  public void show(Published published) {
    shownSeq = published.entry().seq();
    Event event = published.entry().event();
    if (event instanceof Event.Joined joined) {
      yieldTo(joined.member().id());
      if (joined.member().id().equals(selfId())) {
        return;
      }
    }
    boolean isOwnLeaving = event instanceof Event.Left left && left.user().equals(selfId());
    boolean isKnown = event instanceof Event.StateChanged && !isSynced;
    if (!isOwnLeaving && !isKnown) {
      frameOf(published).ifPresent(this::say);
    }
  }

  private void say(String frame) {
    if (isSynced) {
      out().send(frame);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(frame);
    } else {
      endConversation(CloseCode.OVERLOADED);
    }
  }

  /** Rendered once for all, but for those who call themselves something else than others call them. */
  private Optional<String> frameOf(Published published) {
    if (alias.equals(WireNames.of(selfId()))) {
      return published.rendering(EventFrames.class,
          entry -> entry.event().match(new EventFrames(Stamp.of(arrival.session(), entry), WireNames::of)));
    }
    return published.entry().event().match(new EventFrames(Stamp.of(arrival.session(), published.entry()), this::nameOf));
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
      if (isSynced && isOfOthers(sensed.signal())) {
        frames.addAll(sensed.rendering(ServerFrames.class, signal -> ServerFrames.signal(signal, () -> stamp(shownSeq))));
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

  /** That a command is stored cannot be said in this dialect: its event says it. */
  @Override
  public void tell(Notice notice) {
    if (notice instanceof Notice.Welcomed welcome) {
      shownSeq = welcome.view().seq();
      welcome.view().members().forEach(member -> yieldTo(member.id()));
    } else if (notice instanceof Notice.Refused refused) {
      refuse(refused.code(), refused.message());
    }
  }

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
    out().send(ServerFrames.sentAway(reason, stamp(0)));
    super.end(ending);
  }

  @Override
  public @Nullable Identity identity() {
    return identity;
  }

  @Override
  public void expel() {
    sendAway(CloseCode.TOKEN_REFUSED, "Your token has ended");
  }
}
