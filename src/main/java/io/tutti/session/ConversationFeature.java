package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.conversation.Conversation;
import io.tutti.conversation.Message;
import io.tutti.conversation.Speaker;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;

/** Chat and comments. */
final class ConversationFeature extends Feature<Conversation> {

  ConversationFeature() {
    decides(Command.Converse.class, (state, actor, command, now) -> decide(state, requireActor(actor), command, now));
    applies(Event.Conversed.class, (state, own, event, entry) -> own.apply(event.event(), entry.seq(), entry.at()));
  }

  @Override
  Conversation begin(SessionDescription description) {
    return new Conversation(description.messageSalt());
  }

  @Override
  Conversation restore(SessionDescription description, SessionSnapshot snapshot) {
    return Conversation.restored(description.messageSalt(), snapshot.conversation());
  }

  @Override
  void save(Conversation own, SnapshotDraft snapshot) {
    snapshot.conversation = own.snapshot();
  }

  @Override
  void renew(Conversation own, SessionDescription description) {
    own.renew(description.messageSalt());
  }

  @Override
  void forgetUpTo(Conversation own, long seq) {
    own.forgetUpTo(seq);
  }

  /** A message that was said long ago is read from the tables. */
  @Override
  Optional<Recall> recallFor(SessionState state, Conversation own, Command command) {
    if (!(command instanceof Command.Converse converse)) {
      return Optional.empty();
    }
    return converse.command().names().filter(id -> !own.knows(id)).map(id ->
        new Recall(own.evictedUpTo(), archive -> {
          Optional<Message> found = archive.messages().find(state.description().id(), id);
          return session -> session.conversation().recall(id, found.orElse(null));
        }));
  }

  /** Rules CHAT1–CHAT16. */
  private static Decision decide(SessionState state, UserId actor, Command.Converse command, long now) {
    String name = state.nameOf(actor).orElse(actor.value());
    boolean isHost = state.heldRole(actor).filter(role -> role == Role.HOST).isPresent();
    var verdict = state.conversation().decide(
        new Speaker(actor, name, isHost), command.command(), text -> Namesakes.named(state, text), now, state.seq() + 1);
    return Decision.of(verdict, event -> List.of(new Event.Conversed(event)));
  }
}
