package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Ending;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
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
 * One connection of this dialect: it is in, or on its way in, from its beginning. Thread-safe: what the client says comes from one
 * container thread at a time, what the session shows and tells from the session's mailbox; the two share only volatile fields and
 * the outbox.
 */
final class LlmConnection extends Conversation {

  private static final ClientWordDecoder DECODER = new ClientWordDecoder();
  /** With more people here, listing them all anew for each would cost more than it is worth (rule LSM19). */
  private static final int MAX_RENEWED = 200;

  private final SessionId session;
  private final Newcomer self;
  private final Identity identity;
  private final Seat seat;
  /** The names of those who are here: confined to the session's mailbox. */
  private final Map<UserId, String> names = new HashMap<>();

  LlmConnection(Reception reception, Session socket, SessionId session, Caller.Arrival arrival, @Nullable String address) {
    super(reception, socket, address);
    this.session = session;
    this.self = arrival.newcomer();
    this.identity = arrival.identity();
    this.seat = reception.gate().join(session, self, this);
  }

  // ---- what the client says ----

  @Override
  protected void hear(String text) {
    long wait = millisToWait();
    if (wait > 0) {
      refuse(ErrorCode.RATE_LIMITED, "You send too fast", Map.of("retryAfterMs", wait));
      return;
    }
    ClientWord word = DECODER.decode(text);
    if (word instanceof ClientWord.Wish wish) {
      seat.wish(wish.command(), null);
    } else if (word instanceof ClientWord.Appear appear) {
      seat.signal(new Signal.Appearance(self.member().id(), self.client(), appear.change()));
    } else if (word instanceof ClientWord.Aside aside) {
      seat.whisper(aside.whisper(), null);
    } else if (word instanceof ClientWord.Unknown unknown) {
      refuse(ErrorCode.UNKNOWN_TYPE, "There is no message of type " + unknown.type(), Map.of());
    } else if (word instanceof ClientWord.Malformed malformed) {
      refuse(ErrorCode.BAD_MESSAGE, malformed.reason(), Map.of());
      countMalformed();
    }
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  protected void leave() {
    seat.leave();
  }

  private void refuse(ErrorCode code, String message, Map<String, Object> details) {
    out().send(ServerFrames.refusal(code, message, details, now()));
  }

  // ---- what the session shows and tells ----

  /** Rule LSM5: everybody gets it, the one who caused it too. */
  @Override
  public void show(Published event) {
    Optional<String> frame = event.rendering(EventFrames.class,
        entry -> entry.event().match(new EventFrames(
            session, entry.at(), names::get, event.state().conversation()::remembered)));
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
      out().send(event.rendering(own, entry ->
          ServerFrames.connected(session, event.state().members(), event.attendance(), own, entry.at())));
    }
  }

  @Override
  public void sense(List<Sensed> signals) {
    List<String> frames = new ArrayList<>(signals.size());
    for (Sensed sensed : signals) {
      ServerFrames.Seen seen = sensed.rendering(ServerFrames.class, signal -> ServerFrames.signal(signal, now()));
      frames.addAll(seen.forAll());
      if (!sensed.isCausedBy(this)) {
        frames.addAll(seen.forOthers());
      }
    }
    if (!frames.isEmpty()) {
      out().signalAll(frames);
    }
  }

  /** That a command is stored cannot be said in this dialect: its event says it. */
  @Override
  public void tell(Notice notice) {
    if (notice instanceof Notice.Welcomed welcome) {
      welcome.view().members().forEach(member -> names.put(member.id(), member.name()));
      out().answer(List.of(ServerFrames.connected(
          session, welcome.view().members(), welcome.attendance(), welcome.role(), now())));
    } else if (notice instanceof Notice.Refused refused) {
      refuse(refused.code(), refused.message(), refused.details());
    }
  }

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
    out().send(ServerFrames.error(code, message, now()));
  }
}
