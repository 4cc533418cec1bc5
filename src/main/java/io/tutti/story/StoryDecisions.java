package io.tutti.story;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.Names;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import io.tutti.story.StoryEvent.TurnEnding.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What becomes of each wish about a story. Changes nothing. Confined to the story's session, for one decision. */
final class StoryDecisions implements StoryCommand.Cases<Verdict<StoryEvent>> {

  static final int MAX_UNRESOLVED = 32;
  static final int MAX_ACTIONS_OF_A_TURN = 200;

  private static final List<String> USUAL_TRAITS =
      List.of("curious", "brave", "cautious", "kind", "stubborn", "cunning", "cheerful", "thoughtful");

  private final Story story;
  private final @Nullable UserId actor;
  private final StoryContext context;

  StoryDecisions(Story story, @Nullable UserId actor, StoryContext context) {
    this.story = story;
    this.actor = actor;
    this.context = context;
  }

  /** Rule STO1. */
  @Override
  public Verdict<StoryEvent> begin(StoryCommand.Begin command) {
    return Verdict.accept(new StoryEvent.StoryBegun(command.description()));
  }

  /** Rules STO2–STO6. */
  @Override
  public Verdict<StoryEvent> act(StoryCommand.Act command) {
    UserId player = requireActor();
    Optional<StoryAction.Flaw> flaw = StoryAction.flaw(command.action());
    if (flaw.isPresent()) {
      return Verdict.refuse(flaw.get().code(), flaw.get().message());
    }
    if (story.view().isEmpty()) {
      return inTheStandardStory(command);
    }
    StoryAction action = StoryAction.of(command.action());
    Optional<StoryCharacter> own = story.playedBy(player);
    return refusal(player, own, action).orElseGet(() -> {
      Verdict<StoryEvent> entered = own.isPresent() ? Verdict.accept() : entry(player, action);
      return entered instanceof Verdict.Accepted<StoryEvent> accepted ? withTarget(player, action, accepted) : entered;
    });
  }

  /** Rule STO4: whoever is named and is here, but in no story yet, becomes a character too. */
  private Verdict<StoryEvent> withTarget(UserId player, StoryAction action, Verdict.Accepted<StoryEvent> entered) {
    StoryView view = view();
    Optional<Participant> target = action.target() == null || isInStory(view, action.target())
        ? Optional.empty() : outsider(view, player, action.target());
    if (target.isEmpty() || view.characters().size() + entered.events().size() >= Story.MAX_CHARACTERS) {
      return entered;
    }
    List<StoryEvent> events = new ArrayList<>(entered.events());
    events.add(new StoryEvent.CharacterEntered(newcomer(target.get().id(), view, events.size())));
    return new Verdict.Accepted<>(events);
  }

  /** Who is called {@code target} of those who are here and play nobody in a story that everybody may enter. */
  private Optional<Participant> outsider(StoryView view, UserId player, String target) {
    return context.present().stream()
        .filter(one -> view.description().open() && !one.id().equals(player) && story.playedBy(one.id()).isEmpty())
        .filter(one -> one.id().value().equals(target) || one.name().equalsIgnoreCase(target.strip()))
        .findFirst();
  }

  private UserId requireActor() {
    if (actor == null) {
      throw new IllegalArgumentException("only a participant can wish that");
    }
    return actor;
  }

  private Verdict<StoryEvent> inTheStandardStory(StoryCommand.Act command) {
    StoryEvent begun = new StoryEvent.StoryBegun(StoryDescription.standard(story.sessionSeed()));
    Story standard = new Story(story.sessionSeed());
    standard.apply(begun, context.now());
    Verdict<StoryEvent> verdict = standard.decide(command, actor, context);
    if (!(verdict instanceof Verdict.Accepted<StoryEvent> accepted)) {
      return verdict;
    }
    List<StoryEvent> events = new ArrayList<>(List.of(begun));
    events.addAll(accepted.events());
    return new Verdict.Accepted<>(events);
  }

  private Optional<Verdict<StoryEvent>> refusal(UserId player, Optional<StoryCharacter> own, StoryAction action) {
    StoryView view = view();
    String named = action.character();
    if (named != null && find(view, named).isEmpty()) {
      return refused(ErrorCode.NOT_FOUND, "Nobody in this story is called " + shortened(named));
    }
    if (own.isPresent() && named != null && !find(view, named).equals(own)) {
      return refused(ErrorCode.FORBIDDEN, "That is not your character: you play " + own.get().name());
    }
    if (own.isEmpty() && !view.description().open()) {
      return refused(ErrorCode.FORBIDDEN, "You play no character in this story");
    }
    if (own.isEmpty() && named != null && find(view, named).filter(found -> found.player() != null).isPresent()) {
      return refused(ErrorCode.FORBIDDEN, "That character is somebody else's");
    }
    String target = action.target();
    if (target != null && !isInStory(view, target) && outsider(view, player, target).isEmpty()) {
      return refused(ErrorCode.NOT_FOUND, "Nothing and nobody in this story is called " + shortened(target));
    }
    return turnRefusal(player, view);
  }

  private Optional<Verdict<StoryEvent>> turnRefusal(UserId player, StoryView view) {
    if (story.unresolved().containsKey(player)) {
      return refused(ErrorCode.INVALID_OP, "Your last action is still being resolved");
    }
    List<StoryEvent.Acted> acted = story.actedIn(story.actingTurn());
    if (view.description().rules().allActed() && acted.stream().anyMatch(action -> player.equals(action.user()))) {
      return refused(ErrorCode.INVALID_OP, "You have acted in this turn: it is the others' turn now");
    }
    if (story.unresolved().size() >= MAX_UNRESOLVED) {
      return refused(ErrorCode.UNAVAILABLE, "Too many actions are being resolved");
    }
    return acted.size() + story.unresolved().size() >= MAX_ACTIONS_OF_A_TURN
        ? refused(ErrorCode.INVALID_OP, "Enough has happened in this turn: it must end first")
        : Optional.empty();
  }

  private static Optional<Verdict<StoryEvent>> refused(ErrorCode code, String message) {
    return Optional.of(Verdict.refuse(code, message));
  }

  private static String shortened(String text) {
    return '“' + Texts.clipped(text, 40) + '”';
  }

  private StoryView view() {
    return story.view().orElseThrow();
  }

  private static Optional<StoryCharacter> find(StoryView view, String name) {
    return view.characters().stream()
        .filter(character -> character.id().equals(name) || character.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private static boolean isInStory(StoryView view, String target) {
    World world = view.description().world();
    Predicate<String> named = name -> name.equalsIgnoreCase(target.strip());
    return find(view, target.strip()).isPresent()
        || view.characters().stream().anyMatch(c -> c.player() != null && c.player().value().equals(target))
        || world.places().stream().anyMatch(place -> named.test(place.id()) || named.test(place.name()))
        || world.items().stream().anyMatch(item -> named.test(item.id()) || named.test(item.name()));
  }

  /** Rule STO5: who takes part becomes a character, or takes one over that nobody plays. */
  private Verdict<StoryEvent> entry(UserId player, StoryAction action) {
    StoryView view = view();
    String named = action.character();
    if (named != null) {
      return Verdict.accept(new StoryEvent.CharacterEntered(find(view, named).orElseThrow().playedBy(player)));
    }
    if (view.characters().size() < Story.MAX_CHARACTERS) {
      return Verdict.accept(new StoryEvent.CharacterEntered(newcomer(player, view, 0)));
    }
    return view.characters().stream()
        .filter(character -> character.player() != null && isAbsent(character.player()))
        .findFirst()
        .<Verdict<StoryEvent>>map(left -> Verdict.accept(new StoryEvent.CharacterEntered(left.playedBy(player))))
        .orElseGet(() -> Verdict.refuse(ErrorCode.UNAVAILABLE, "This story has no room for more characters"));
  }

  private boolean isAbsent(UserId user) {
    return context.present().stream().noneMatch(participant -> participant.id().equals(user));
  }

  /** {@code after}: how many others become characters by the same action before this one. */
  private StoryCharacter newcomer(UserId player, StoryView view, int after) {
    int number = 1;
    for (int others = after; idIsTaken(view, "player-" + number) || others-- > 0; ) {
      number++;
    }
    String name = context.present().stream()
        .filter(participant -> participant.id().equals(player))
        .map(participant -> Texts.clipped(participant.name(), World.MAX_NAME))
        .filter(given -> !given.isBlank() && Names.isUnicode(given))
        .findFirst()
        .orElse("Stranger " + number);
    Chance chance = new Chance(Chance.seed(view.description().seed(), number));
    List<String> traits = List.of(chance.oneOf(USUAL_TRAITS.subList(0, 4)), chance.oneOf(USUAL_TRAITS.subList(4, 8)));
    return new StoryCharacter("player-" + number, name, "", traits, player, view.description().world().entrance().id());
  }

  private static boolean idIsTaken(StoryView view, String id) {
    World world = view.description().world();
    return view.character(id).isPresent() || world.place(id).isPresent() || world.item(id).isPresent();
  }

  /** Rule STO11. */
  @Override
  public Verdict<StoryEvent> endTurn(StoryCommand.EndTurn command) {
    if (story.view().isEmpty()) {
      return Verdict.refuse(ErrorCode.NOT_FOUND, "No story has begun");
    }
    Integer meant = command.turn();
    if (story.isEnding() || (meant != null && meant != story.turn())) {
      return Verdict.refuse(ErrorCode.INVALID_OP, "That turn is already over", Map.of("turn", story.turn()));
    }
    return view().description().rules().hostEnds()
        ? Verdict.accept(new StoryEvent.TurnEnding(story.turn(), Reason.HOST, actor))
        : Verdict.refuse(ErrorCode.INVALID_OP, "Nobody ends turns by hand in this story");
  }

  /** Rules STO7, STO8, STO10: an action that is no longer waited for comes to nothing. */
  @Override
  public Verdict<StoryEvent> resolve(StoryCommand.Resolve command) {
    ActionTicket ticket = command.ticket();
    Optional<StoryCharacter> character = story.view().flatMap(view -> view.character(ticket.character()));
    if (character.isEmpty() || !isAwaited(ticket, character.get())) {
      return Verdict.accept();
    }
    int turn = ticket.actor() == null ? story.turn() : story.actingTurn();
    Resolution wish = command.resolution();
    StateGate.Admitted admitted = Admissible.mayChangeState(wish.stateUpdates())
        ? context.gate().admit(wish.stateUpdates()) : StateGate.Admitted.NOTHING;
    Resolution result = new Admissible(view(), character.get()).of(wish, admitted.patch());
    StoryEvent.Acted acted = new StoryEvent.Acted(ticket.actor(), ticket.character(), ticket.action().given(), result,
        admitted.version(), turn, ticket.seed());
    Optional<Reason> end = story.isEnding() ? Optional.empty() : completion(turn, acted);
    return end.<Verdict<StoryEvent>>map(reason -> Verdict.accept(acted, new StoryEvent.TurnEnding(turn, reason, null)))
        .orElseGet(() -> Verdict.accept(acted));
  }

  private boolean isAwaited(ActionTicket ticket, StoryCharacter character) {
    if (ticket.actor() != null) {
      return ticket.equals(story.unresolved().get(ticket.actor()));
    }
    return story.isEnding() && ticket.turn() == story.turn() && character.player() == null
        && story.actedIn(story.turn()).stream().noneMatch(action -> action.character().equals(ticket.character()));
  }

  /** Rules STO12, STO13. */
  @Override
  public Verdict<StoryEvent> narrate(StoryCommand.Narrate command) {
    if (!story.isEnding() || command.turn() != story.turn()) {
      return Verdict.accept();
    }
    StoryEvent completed = new StoryEvent.TurnCompleted(command.turn(), command.narrative());
    int next = command.turn() + 1;
    return allHaveActed(next, null)
        ? Verdict.accept(completed, new StoryEvent.TurnEnding(next, Reason.ALL_ACTED, null))
        : Verdict.accept(completed);
  }

  /** Rules STO9, STO14. */
  @Override
  public Verdict<StoryEvent> review(StoryCommand.Review command) {
    if (story.isEnding() || story.view().isEmpty()) {
      return Verdict.accept();
    }
    return completion(story.turn(), null)
        .<Verdict<StoryEvent>>map(reason -> Verdict.accept(new StoryEvent.TurnEnding(story.turn(), reason, null)))
        .orElseGet(Verdict::accept);
  }

  private Optional<Reason> completion(int turn, StoryEvent.@Nullable Acted now) {
    if (now != null && now.result().turnComplete()) {
      return Optional.of(Reason.DIRECTOR);
    }
    if (allHaveActed(turn, now)) {
      return Optional.of(Reason.ALL_ACTED);
    }
    return story.deadline().filter(deadline -> context.now() >= deadline).map(passed -> Reason.TIME);
  }

  private boolean allHaveActed(int turn, StoryEvent.@Nullable Acted now) {
    UserId acting = now == null ? null : now.user();
    boolean anybody = acting != null || story.actedIn(turn).stream().anyMatch(action -> action.user() != null);
    return view().description().rules().allActed() && anybody
        && story.awaited(context, turn).stream().allMatch(user -> user.equals(acting));
  }
}
