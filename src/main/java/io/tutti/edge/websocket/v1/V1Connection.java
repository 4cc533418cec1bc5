package io.tutti.edge.websocket.v1;

import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenRefusal;
import io.tutti.conversation.ConversationEvent;
import io.tutti.edge.websocket.CloseCode;
import io.tutti.edge.websocket.Conversation;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.hub.Glimpse;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the native protocol: first it says who it is, then it wishes things. Thread-safe: what the client says comes
 * from one container thread at a time, what the session shows and tells from the session's mailbox; the two share only
 * volatile fields and the outbox.
 */
final class V1Connection extends Conversation {

  private static final ClientMessageDecoder DECODER = new ClientMessageDecoder();

  private final SessionId session;
  private final Standings standings;
  private final Shown shown;
  private final ScheduledFuture<?> authDeadline;
  private volatile @Nullable Place place;
  private volatile @Nullable Newcomer newcomer;
  private volatile @Nullable Identity identity;
  /** Whose token's end was announced last. */
  private volatile @Nullable Identity announced;
  private volatile @Nullable String authRef;
  private volatile boolean tokenRefused;
  private volatile boolean batches;

  /** Where the connection sits once it is in, and as whom. */
  private record Place(Seat seat, Newcomer self, Inquiries inquiries) {}

  /** What the handshake carried, and from where: a token, an invitation, the client's address; each may be null. */
  record Shown(@Nullable String token, @Nullable String invite, @Nullable String address) {}

  private V1Connection(Reception reception, Standings standings, Session socket, SessionId session, Shown shown) {
    super(reception, socket, shown.address());
    this.standings = standings;
    this.session = session;
    this.shown = shown;
    this.authDeadline = reception.scheduler()
        .schedule(this::authTooLate, reception.settings().authTimeoutMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes a new connection to the session {@code id} in; null where no session can be called that, and it is closed. */
  static @Nullable V1Connection open(Reception reception, Standings standings, Session socket, String id, Shown shown) {
    if (!SessionId.isValid(id)) {
      reception.turnAway(socket).close(CloseCode.NO_SUCH_SESSION);
      return null;
    }
    return new V1Connection(reception, standings, socket, new SessionId(id), shown);
  }

  // ---- what the client says ----

  @Override
  protected void hear(String text) {
    long wait = millisToWait();
    if (wait > 0) {
      refuse(ErrorCode.RATE_LIMITED, "You send too fast", Map.of("retryAfterMs", wait), null);
      return;
    }
    ClientMessage message = DECODER.decode(text);
    if (message instanceof ClientMessage.Malformed malformed) {
      refuse(ErrorCode.BAD_MESSAGE, malformed.reason(), Map.of(), malformed.ref());
      countMalformed();
    } else if (message instanceof ClientMessage.Ping ping) {
      out().send(ServerWords.pong(now(), ping.ref()));
    } else if (message instanceof ClientMessage.Auth auth) {
      authenticate(auth);
    } else {
      Place taken = place;
      if (taken == null) {
        refuse(ErrorCode.UNAUTHENTICATED, "Send auth first", Map.of(), message.ref());
      } else {
        wish(taken, message);
      }
    }
  }

  private void wish(Place taken, ClientMessage message) {
    String ref = message.ref();
    Inquiries inquiries = taken.inquiries();
    if (message instanceof ClientMessage.Wish wish) {
      taken.seat().wish(standings.proven(taken.self().member().id(), wish.command()), ref);
    } else if (message instanceof ClientMessage.Edit edit) {
      taken.seat().wish(new Command.ChangeDocument(edit.edit(), taken.self().client()), ref);
    } else if (message instanceof ClientMessage.Aside aside) {
      taken.seat().whisper(aside.whisper(), ref);
    } else if (message instanceof ClientMessage.Present present) {
      inquiries.present(present);
    } else if (message instanceof ClientMessage.Resync) {
      taken.seat().askState(ref);
    } else if (message instanceof ClientMessage.NoNumber noNumber) {
      refuse(ErrorCode.INVALID_PARAM, "A parameter's value must be a number",
          Map.of("param", noNumber.parameter()), ref);
    } else if (message instanceof ClientMessage.Unknown unknown) {
      refuse(ErrorCode.UNKNOWN_TYPE, "There is no message of that type", Map.of("type", unknown.type()), ref);
    } else {
      inquire(inquiries, message);
    }
  }

  private static void inquire(Inquiries inquiries, ClientMessage message) {
    if (message instanceof ClientMessage.OpenDocument open) {
      inquiries.open(open);
    } else if (message instanceof ClientMessage.CloseDocument close) {
      inquiries.close(close);
    } else if (message instanceof ClientMessage.ListDocuments) {
      inquiries.list(message.ref());
    } else if (message instanceof ClientMessage.DocumentAt at) {
      inquiries.textAt(at);
    } else if (message instanceof ClientMessage.GetState) {
      inquiries.state(message.ref());
    } else if (message instanceof ClientMessage.GetStory) {
      inquiries.story(message.ref());
    } else if (message instanceof ClientMessage.ChatHistory history) {
      inquiries.history(history);
    } else if (message instanceof ClientMessage.ChatRead read) {
      inquiries.read(read);
    } else if (message instanceof ClientMessage.WhoIsThere who) {
      inquiries.sightings(who);
    } else if (message instanceof ClientMessage.Call call) {
      inquiries.call(call);
    }
  }

  private void authenticate(ClientMessage.Auth auth) {
    if (place != null) {
      renew(auth);
      return;
    }
    Arrival arrival = Arrival.of(auth, shown.token(), reception(), why -> refuse(why, auth.ref()));
    if (arrival == null) {
      return;
    }
    identity = arrival.identity();
    String token = arrival.token();
    // A token that ended while it was judged found nobody here to expel: from now on it does.
    if (token != null && reception().verifier().verify(token).isEmpty()) {
      expel();
      return;
    }
    Optional<Newcomer> standing =
        standing(arrival.newcomer(), auth.invite() == null ? shown.invite() : auth.invite());
    if (standing.isEmpty()) {
      tokenRefused = true;
      out().send(ServerWords.authFailed("bad_invite", "This invitation is not valid", now(), auth.ref()));
      return;
    }
    enter(standing.get(), auth);
  }

  /** Rule TOK12: another token of the same person takes the place of the one that is about to end. */
  private void renew(ClientMessage.Auth auth) {
    String token = auth.token();
    if (token == null || token.equals(Arrival.TOKENLESS)) {
      refuse(ErrorCode.BAD_MESSAGE, "You are in already", Map.of(), auth.ref());
      return;
    }
    Identity before = identity;
    Judgement judgement = reception().verifier().judge(token);
    Identity next = judgement.person().orElse(null);
    if (next == null || before == null || !next.id().equals(before.id())) {
      String why = next == null ? "Invalid or missing authentication token" : "This token is not of the person who is here";
      out().send(ServerWords.authFailed(next == null ? "bad_token" : "other_person", why, now(), auth.ref()));
      return;
    }
    identity = next;
    // A token that ended while it was judged found another one here: from now on it does not.
    if (reception().verifier().verify(token).isEmpty()) {
      expel();
      return;
    }
    out().send(ServerWords.renewed(next.expiresAt() - now(), now(), auth.ref()));
  }

  /** Rule TOK11: said once for each token. */
  @Override
  protected void expiring(Identity known, long leftMillis) {
    if (place != null && announced != known) {
      announced = known;
      out().send(ServerWords.expiring(leftMillis, now()));
    }
  }

  /** Rules JOIN20, INV4: with what the newcomer can show; empty where its invitation is not good. */
  private Optional<Newcomer> standing(Newcomer arriving, @Nullable String invite) {
    return standings.arriving(session, arriving.member().id(), invite, true).map(arriving::with);
  }

  private void enter(Newcomer self, ClientMessage.Auth auth) {
    newcomer = self;
    authRef = auth.ref();
    batches = auth.batch();
    authDeadline.cancel(false);
    Seat taken = reception().gate().join(session, self, this);
    place = new Place(taken, self, new Inquiries(reception(), self, taken, out()));
    if (isOver()) {
      taken.leave();
    }
  }

  private void refuse(TokenRefusal why, @Nullable String ref) {
    tokenRefused = true;
    boolean isUnreachable = why == TokenRefusal.ISSUER_UNREACHABLE;
    out().send(ServerWords.authFailed(isUnreachable ? "issuer_unreachable" : "bad_token", isUnreachable
        ? "The issuer of this token cannot be reached, so that nobody can say whether it is good"
        : "Invalid or missing authentication token", now(), ref));
  }

  private void authTooLate() {
    if (newcomer == null) {
      endConversation(tokenRefused ? CloseCode.TOKEN_REFUSED : CloseCode.NO_AUTH_IN_TIME);
    }
  }

  @Override
  protected void leave() {
    authDeadline.cancel(false);
    Place taken = place;
    if (taken != null) {
      taken.seat().leave();
    }
  }

  private void refuse(ErrorCode code, String message, Map<String, Object> details, @Nullable String ref) {
    out().send(ServerWords.error(code, message, details, now(), ref));
  }

  // ---- what the session shows and tells ----

  /** Rule ENV5: who caused an event gets it with its ref, or, having given none, an acknowledgement in its place. */
  @Override
  public void show(Published event) {
    Entry entry = event.entry();
    if (!event.isCausedBy(this)) {
      out().send(ServerWords.event(event));
    } else if (entry.ref() != null) {
      out().send(ServerWords.event(entry, entry.ref()));
    } else if (isForEverybody(entry.event())) {
      out().send(ServerWords.event(event));
    } else {
      out().send(ServerWords.acknowledged(entry.seq(), entry.at(), null));
    }
    tellIfMentioned(entry);
  }

  /** Rule CHAT6: whoever is mentioned is told so, beside the message itself. */
  private void tellIfMentioned(Entry entry) {
    Newcomer self = newcomer;
    if (self != null && entry.event() instanceof Event.Conversed conversed
        && conversed.event() instanceof ConversationEvent.Posted posted
        && posted.message().mentions().stream().anyMatch(mention -> mention.userId().equals(self.member().id()))) {
      out().signal(FeatureWords.mentioned(posted.message().id().value(), now()));
    }
  }

  /** Rule PRES6. */
  @Override
  public void sense(List<Sensed> signals) {
    Glimpses.single(signals, this, now()).sendTo(out());
  }

  /** Rules BATCH1–BATCH3. */
  @Override
  public int sense(Glimpse glimpse) {
    Glimpses.Frames frames =
        batches ? Glimpses.together(glimpse, this, now()) : Glimpses.single(glimpse.signals(), this, now());
    frames.sendTo(out());
    return batches ? frames.price() : frames.count();
  }

  private static boolean isForEverybody(Event event) {
    return event instanceof Event.ConflictOpened || event instanceof Event.ConflictClosed;
  }

  @Override
  public void tell(Notice notice) {
    if (notice instanceof Notice.Welcomed welcome) {
      welcome(welcome);
    } else if (notice instanceof Notice.StateReported report) {
      out().send(ServerWords.state(report.view(), report.attendance(), false, false, now(), report.ref()));
    } else if (notice instanceof Notice.Acknowledged acknowledged) {
      out().send(ServerWords.acknowledged(acknowledged.seq(), now(), acknowledged.ref()));
    } else if (notice instanceof Notice.Repeated repeated) {
      out().send(ServerWords.event(repeated.entry(), repeated.entry().ref()));
    } else if (notice instanceof Notice.Questioned questioned) {
      out().send(ServerWords.questioned(questioned, now()));
    } else if (notice instanceof Notice.AccessRequested requested) {
      out().send(FeatureWords.accessRequested(requested, now()));
    } else if (notice instanceof Notice.Refused refused && FeatureWords.isStale(refused.code())) {
      out().send(FeatureWords.stale(refused.details(), now(), refused.ref()));
    } else if (notice instanceof Notice.Refused refused && refused.details().containsKey("action")) {
      out().send(FeatureWords.storyFailed(
          refused.code(), refused.message(), refused.details().get("action"), now(), refused.ref()));
    } else if (notice instanceof Notice.Refused refused) {
      refuse(refused.code(), refused.message(), refused.details(), refused.ref());
    }
  }

  private void welcome(Notice.Welcomed welcome) {
    Newcomer self = newcomer;
    if (self == null) {
      return;
    }
    List<String> frames = new ArrayList<>(1 + welcome.replay().size());
    frames.add(ServerWords.welcomed(welcome, self, reception().settings(), now(), authRef));
    welcome.replay().forEach(entry -> frames.add(ServerWords.replayed(entry, self.client())));
    if (welcome.stateFollows()) {
      frames.add(ServerWords.state(welcome.view(), welcome.attendance(), welcome.truncated(), welcome.reset(), now(), null));
    }
    out().answer(frames);
  }

  @Override
  public @Nullable Identity identity() {
    return identity;
  }
}
