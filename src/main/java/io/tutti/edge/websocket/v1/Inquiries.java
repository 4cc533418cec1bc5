package io.tutti.edge.websocket.v1;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentView;
import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.websocket.PeerConnection;
import io.tutti.edge.websocket.Reception;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Seat;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.presence.Sighting;
import io.tutti.session.Entry;
import io.tutti.session.Past;
import io.tutti.session.SessionMessages;
import io.tutti.session.SessionState;
import io.tutti.session.Signal;
import io.tutti.story.Option;
import io.tutti.story.StoryView;
import io.tutti.text.Affinity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one connection asks, and what it says of the moment: nothing of it is in the log. Answers come from the session's mailbox
 * into the outbox. Thread-safe: holds nothing that changes.
 */
final class Inquiries {

  /** A document of at most so many characters is shown as it is now; a longer one as it was lately, and what happened since. */
  private static final int RENDERED_ANEW = 20_000;
  private static final long RETRY_AFTER_MILLIS = 1_000;

  private final Reception reception;
  private final Newcomer self;
  private final Seat seat;
  private final PeerConnection out;

  Inquiries(Reception reception, Newcomer self, Seat seat, PeerConnection out) {
    this.reception = reception;
    this.self = self;
    this.seat = seat;
    this.out = out;
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** What is told to one who opens a document. {@code view}: null where {@code since} is all that was missing. */
  private record Opened(@Nullable DocumentView view, List<Entry> since, AnswerMessage.LogPosition log) {}

  /** Rules DOC6–DOC8. */
  void open(MemberMessage.OpenDocument message) {
    String name = message.document();
    seat.ask(room -> opened(room.state(), name, message.since()),
        opened -> answer(message.ref(), () -> frames(opened, message.ref())), message.ref());
  }

  private static Opened opened(SessionState state, String name, MemberMessage.@Nullable Since since) {
    String logId = state.description().log().id();
    boolean reset = since != null && isOfAnotherLog(state, name, since);
    if (since != null && !reset && since.epoch() == state.documents().opening(name).view().epoch()) {
      Optional<List<Entry>> missed = since(state, name, since.docSeq());
      if (missed.isPresent()) {
        return new Opened(null, missed.get(), new AnswerMessage.LogPosition(state.seq(), logId, false));
      }
    }
    DocumentView recent = state.documents().opening(name).view();
    Optional<List<Entry>> happened = recent.text().length() <= RENDERED_ANEW
        ? Optional.empty() : since(state, name, recent.docSeq());
    return new Opened(happened.isPresent() ? recent : state.documents().view(name), happened.orElse(List.of()),
        new AnswerMessage.LogPosition(state.seq(), logId, reset));
  }

  /** Rule LOGID2: what a client has of a document is no part of this log, or of what is left of it. */
  private static boolean isOfAnotherLog(SessionState state, String name, MemberMessage.Since since) {
    return since.logId() != null
        && (!since.logId().equals(state.description().log().id()) || since.docSeq() > state.documents().docSeq(name));
  }

  private List<String> frames(Opened opened, @Nullable String ref) {
    List<String> frames = new ArrayList<>(opened.since().size() + 1);
    if (opened.view() != null) {
      frames.add(text(new AnswerMessage.DocumentState(opened.view(), opened.log(), now(), ref)));
    }
    opened.since().forEach(entry -> frames.add(text(EventMessage.replayed(entry, self.client()))));
    if (opened.view() == null) {
      frames.add(text(new PersonalMessage.Acknowledged(opened.log().seq(), now(), ref)));
    }
    return frames;
  }

  private static String text(ServerMessage message) {
    return ServerMessageEncoder.text(message);
  }

  private void send(ServerMessage message) {
    out.send(text(message));
  }

  private static PersonalMessage.Refused noSuchMessage(@Nullable String ref) {
    return new PersonalMessage.Refused(ErrorCode.NOT_FOUND, "There is no such message", Map.of(), now(), ref);
  }

  /** Answers, or refuses where the client does not read what it has asked for (rule ERR10). */
  private void answer(@Nullable String ref, Supplier<List<String>> frames) {
    if (!out.tryAnswer(frames)) {
      send(new PersonalMessage.Refused(ErrorCode.RATE_LIMITED, "You ask for more than you read",
          Map.of("retryAfterMs", RETRY_AFTER_MILLIS), now(), ref));
    }
  }

  /** The entries of a document's events after {@code docSeq}, where memory still has all of them. */
  private static Optional<List<Entry>> since(SessionState state, String name, long docSeq) {
    long end = state.documents().docSeq(name);
    List<Entry> entries = new ArrayList<>();
    for (long next = docSeq + 1; next <= end; next++) {
      Optional<Entry> entry = state.tail().at(state.documents().seqOf(name, next));
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      entries.add(entry.get());
    }
    return docSeq <= end ? Optional.of(entries) : Optional.empty();
  }

  void list(@Nullable String ref) {
    seat.ask(room -> Map.entry(room.state().documents().list(), room.state().seq()),
        found -> send(new AnswerMessage.DocumentList(found.getKey(), found.getValue(), now(), ref)), ref);
  }

  /** Rule DOC9: the text as it was. */
  void textAt(MemberMessage.DocumentAt message) {
    seat.read(() -> Past.of(seat.log(), message.seq()), past -> {
      if (past instanceof Past.Found found) {
        String content = found.state().documents().view(message.document()).text();
        answer(message.ref(), () -> List.of(
            text(new AnswerMessage.DocumentText(message.document(), message.seq(), content, now(), message.ref()))));
      } else if (past instanceof Past.Missing missing) {
        send(new PersonalMessage.Refused(missing.code(), missing.message(), Map.of(), now(), message.ref()));
      }
    }, message.ref());
  }

  /** Who closes a document no longer looks at it. */
  void close(MemberMessage.CloseDocument message) {
    seat.ask(room -> {
      boolean looksAtIt = room.signals().sightings(message.document()).stream().anyMatch(this::isSelf);
      return Map.entry(looksAtIt, room.state().seq());
    }, found -> {
      if (found.getKey()) {
        Map<Aspect, @Nullable Object> nothing = new EnumMap<>(Aspect.class);
        nothing.put(Aspect.CURSOR, null);
        nothing.put(Aspect.SELECTION, null);
        nothing.put(Aspect.VIEWPORT, null);
        appear(new Change(null, nothing));
      }
      send(new PersonalMessage.Acknowledged(found.getValue(), now(), message.ref()));
    }, message.ref());
  }

  private boolean isSelf(Sighting sighting) {
    return sighting.user().equals(self.member().id()) && sighting.client().equals(self.client());
  }

  void state(@Nullable String ref) {
    seat.ask(room -> Map.entry(room.state().shared().view(), room.state().seq()), found -> answer(ref,
        () -> List.of(text(new AnswerMessage.SharedState(found.getKey(), found.getValue(), now(), ref)))), ref);
  }

  /** The story as it is, what the asker's character can do, and for whom the turn waits. */
  void story(@Nullable String ref) {
    UserId user = self.member().id();
    seat.ask(room -> {
      StoryView view = room.state().story().view().orElse(null);
      List<Option> options = view == null ? List.of() : view.playedBy(user)
          .map(character -> reception.agents().director().options(view, character)).orElse(List.of());
      return text(new AnswerMessage.StoryState(new AnswerMessage.Story(view, options, room.state().awaitedActors()),
          room.state().seq(), now(), ref));
    }, frame -> answer(ref, () -> List.of(frame)), ref);
  }

  /** Rule CHAT16. */
  void history(MemberMessage.ChatHistory message) {
    seat.read(() -> {
      SessionMessages messages = seat.messages();
      String before = message.before();
      OptionalLong place = before == null ? OptionalLong.empty() : placeOf(messages, before);
      if (before != null && place.isEmpty()) {
        return text(noSuchMessage(message.ref()));
      }
      Messages.Query asked = message.query();
      Messages.Query query = new Messages.Query(place.isPresent() ? Long.valueOf(place.getAsLong()) : asked.before(),
          asked.limit(), asked.kind(), asked.parentId(), asked.file(), asked.line(), asked.text());
      return text(new AnswerMessage.ChatPage(messages.page(query), messages.readPositions(),
          messages.unread(self.member().id()), now(), message.ref()));
    }, frame -> answer(message.ref(), () -> List.of(frame)), message.ref());
  }

  private OptionalLong placeOf(SessionMessages messages, String id) {
    return MessageId.isValid(id)
        ? messages.find(new MessageId(id)).map(Message::seq).map(OptionalLong::of).orElse(OptionalLong.empty())
        : OptionalLong.empty();
  }

  /** Rule CHAT18: told to everybody, and the last one of each user is kept. */
  void read(MemberMessage.ChatRead message) {
    UserId user = self.member().id();
    seat.read(() -> {
      Optional<Message> read = seat.messages().find(message.message());
      read.ifPresent(found -> seat.messages().read(user, found.seq()));
      return read.isPresent();
    }, known -> {
      if (known) {
        seat.signal(new Signal.Read(user, message.message().value()));
      } else {
        send(noSuchMessage(message.ref()));
      }
    }, message.ref());
  }

  void sightings(MemberMessage.PresenceQuery message) {
    seat.ask(room -> {
      List<Sighting> sightings = room.signals().sightings(message.file());
      Map<UserId, String> names = new HashMap<>();
      sightings.forEach(sighting -> names.put(sighting.user(), room.state().nameOf(sighting.user()).orElse("")));
      return text(new AnswerMessage.PresenceSnapshot(sightings, names, now(), message.ref()));
    }, frame -> answer(message.ref(), () -> List.of(frame)), message.ref());
  }

  /** Rule PRES7: a cursor that says an index is mapped to the nearest anchor. */
  void present(MemberMessage.UpdatePresence message) {
    Optional<PresenceJson.Indexed> indexed = PresenceJson.indexed(message.change());
    if (indexed.isEmpty()) {
      appear(message.change());
      return;
    }
    PresenceJson.Indexed at = indexed.get();
    seat.ask(room -> room.state().documents().anchor(
            at.document(), at.index(), at.left() ? Affinity.LEFT : Affinity.RIGHT),
        anchor -> {
          Map<Aspect, @Nullable Object> aspects = new EnumMap<>(Aspect.class);
          aspects.putAll(message.change().aspects());
          aspects.put(Aspect.CURSOR, PresenceJson.place(at.document(), anchor));
          appear(new Change(message.change().status(), aspects));
        }, message.ref());
  }

  private void appear(Change change) {
    seat.signal(new Signal.Appearance(self.member().id(), self.client(), change));
  }

  void call(MemberMessage.CallSignal message) {
    seat.signal(new Signal.Direct(self.member().id(), self.client(), self.member().name(), message.to(),
        Signal.Direct.Purpose.CALL, message.data()));
  }
}
