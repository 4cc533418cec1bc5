package io.tutti.edge.websocket.llmsession;

import io.tutti.access.Identity;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Patience;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.TextAssembly;
import io.tutti.edge.websocket.TokenBucket;
import io.tutti.hub.Ending;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Peer;
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
final class LlmConnection implements Peer, Reception.Visitor {

  private static final ClientWordDecoder DECODER = new ClientWordDecoder();

  private final SessionId session;
  private final Newcomer self;
  private final Identity identity;
  private final @Nullable String address;
  private final Reception reception;
  private final TextAssembly assembly;
  private final TokenBucket rate;
  private final Patience patience = new Patience();
  private final PeerConnection out;
  private final Seat seat;
  /** The names of those who are here: confined to the session's mailbox. */
  private final Map<UserId, String> names = new HashMap<>();
  private volatile long lastHeardNanos = System.nanoTime();
  private volatile boolean isOver;

  LlmConnection(Reception reception, Session socket, SessionId session, Caller.Arrival arrival, @Nullable String address) {
    this.reception = reception;
    this.session = session;
    this.self = arrival.newcomer();
    this.identity = arrival.identity();
    this.address = address;
    var settings = reception.settings();
    this.assembly = new TextAssembly(settings.maxMessageBytes());
    this.rate = new TokenBucket(settings.messagesPerSecond(), settings.messageBurst(), System.nanoTime());
    this.out = reception.receive(socket, this);
    this.seat = reception.hub().join(session, self, this);
  }

  @Override
  public @Nullable String address() {
    return address;
  }

  // ---- what the client says ----

  void hear(String part, boolean last) {
    hearSignOfLife();
    if (isOver) {
      return;
    }
    Optional<String> whole = assembly.add(part, last);
    if (whole.isPresent()) {
      hear(whole.get());
    } else if (assembly.isOverflown()) {
      endConversation(CloseCode.TOO_LARGE);
    }
  }

  void hearBinary() {
    endConversation(CloseCode.BINARY);
  }

  void hearSignOfLife() {
    lastHeardNanos = System.nanoTime();
  }

  private void hear(String text) {
    if (!rate.take(lastHeardNanos)) {
      refuse(ErrorCode.RATE_LIMITED, "You send too fast", Map.of("retryAfterMs", rate.retryAfterMillis(lastHeardNanos)));
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
      if (patience.isOver(lastHeardNanos)) {
        endConversation(CloseCode.POLICY);
      }
    }
  }

  @Override
  public Identity identity() {
    return identity;
  }

  /** The token has ended. */
  @Override
  public void expel() {
    endConversation(CloseCode.TOKEN_REFUSED);
  }

  /** Nothing that the client says from now on counts. */
  private void endConversation(CloseCode code) {
    isOver = true;
    out.close(code);
  }

  void gone() {
    isOver = true;
    reception.dismiss(this);
    out.gone();
    seat.leave();
  }

  /** Something went wrong here: the client may try again. */
  void fail() {
    endConversation(CloseCode.OVERLOADED);
  }

  private void refuse(ErrorCode code, String message, Map<String, Object> details) {
    out.send(ServerFrames.error(code, message, details, now()));
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  // ---- what the session shows and tells ----

  /** Rule LSM5: everybody gets it, the one who caused it too. */
  @Override
  public void show(Published event) {
    Optional<String> frame = event.rendering(EventFrames.class,
        entry -> entry.event().match(new EventFrames(session, entry.at(), names::get)));
    frame.ifPresent(out::send);
    if (event.entry().event() instanceof Event.Joined joined) {
      names.put(joined.member().id(), joined.member().name());
    } else if (event.entry().event() instanceof Event.Left left) {
      names.remove(left.user());
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
      out.signalAll(frames);
    }
  }

  /** That a command is stored cannot be said in this dialect: its event says it. */
  @Override
  public void tell(Notice notice) {
    if (notice instanceof Notice.Welcomed welcome) {
      welcome.view().members().forEach(member -> names.put(member.id(), member.name()));
      out.sendAll(List.of(ServerFrames.connected(session, welcome, now())));
    } else if (notice instanceof Notice.Refused refused) {
      refuse(refused.code(), refused.message(), refused.details());
    }
  }

  @Override
  public void end(Ending ending) {
    endConversation(CloseCode.of(ending));
  }

  // ---- signs of life ----

  @Override
  public long lastHeardNanos() {
    return lastHeardNanos;
  }

  @Override
  public void ping() {
    out.ping();
  }

  @Override
  public void drop() {
    endConversation(CloseCode.OVERLOADED);
  }
}
