package io.tutti.story;

import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The story of one session, as its log has made it (rules STO1–STO16).
 *
 * <p>{@link #decide} changes nothing, and {@link #apply} takes what the log says. Besides, a story knows which agents
 * are at work for it right now: {@link #take} and {@link #takeDue} give work away, {@link #release} takes it back. That
 * is not in the log: after a stop, what a turn needs is given away again, and players act again. Confined to its
 * session.
 */
public final class Story {

  /** How many turns' narratives stay in memory; older ones are in the log. */
  public static final int KEPT_TURNS = 50;

  /** How many discoveries stay in memory. */
  public static final int KEPT_DISCOVERIES = 500;

  /** How many characters a story comes to have. */
  public static final int MAX_CHARACTERS = 64;

  private final long sessionSeed;
  private @Nullable StoryDescription description;
  private final Map<String, StoryCharacter> characters = new LinkedHashMap<>();
  private final Map<String, String> whereabouts = new LinkedHashMap<>();
  private final Map<String, Relationship> relationships = new LinkedHashMap<>();
  private final List<Discovery> discoveries = new ArrayList<>();
  private final List<StoryEvent.Acted> acted = new ArrayList<>();
  private final List<TurnRecord> turns = new ArrayList<>();
  private int turn;
  private StoryEvent.@Nullable TurnEnding ending;
  private @Nullable Long turnStartedAt;
  private long tokens;
  private final Map<UserId, ActionTicket> unresolved = new LinkedHashMap<>();
  private @Nullable StoryWork closing;

  /** No story yet. {@code sessionSeed}: the chance of the standard story, should one act without any having begun. */
  public Story(long sessionSeed) {
    this.sessionSeed = sessionSeed & StoryDescription.MAX_SEED;
  }

  /** The story that {@code snapshot} kept, in a session of that seed. */
  public static Story restored(long sessionSeed, StorySnapshot snapshot) {
    Story story = new Story(sessionSeed);
    story.description = snapshot.description();
    snapshot.characters().forEach(character -> story.characters.put(character.id(), character));
    story.whereabouts.putAll(snapshot.whereabouts());
    snapshot.relationships().forEach(relationship ->
        story.relationships.put(pair(relationship.from(), relationship.to()), relationship));
    story.discoveries.addAll(snapshot.discoveries());
    story.acted.addAll(snapshot.acted());
    story.turns.addAll(snapshot.turns());
    story.turn = snapshot.turn();
    story.ending = snapshot.ending();
    story.turnStartedAt = snapshot.turnStartedAt();
    story.tokens = snapshot.tokens();
    return story;
  }

  /** What a snapshot keeps of this story. */
  public StorySnapshot snapshot() {
    return new StorySnapshot(description, List.copyOf(characters.values()), whereabouts,
        List.copyOf(relationships.values()), discoveries, turn, ending, acted, turns, turnStartedAt, tokens);
  }

  /**
   * What becomes of {@code command}. Whether {@code actor} (null for the server's own wishes) is a host is the
   * session's business. What was taken of an {@link StoryCommand.Act} must be applied, and then {@link #take} gives the
   * work.
   */
  public Verdict<StoryEvent> decide(StoryCommand command, @Nullable UserId actor, StoryContext context) {
    return command.match(new StoryDecisions(this, actor, context));
  }

  /** Applies what has happened at {@code at} (milliseconds since 1970). */
  public void apply(StoryEvent event, long at) {
    event.match(new Application(at));
  }

  private final class Application implements StoryEvent.Cases<Boolean> {
    private final long at;

    Application(long at) {
      this.at = at;
    }

    @Override
    public Boolean begun(StoryEvent.StoryBegun event) {
      clear();
      description = event.description();
      event.description().characters().forEach(Story.this::enter);
      event.description().world().items().forEach(item -> whereabouts.put(item.id(), item.at()));
      return true;
    }

    @Override
    public Boolean entered(StoryEvent.CharacterEntered event) {
      enter(event.character());
      return true;
    }

    @Override
    public Boolean acted(StoryEvent.Acted event) {
      UserId user = event.user();
      if (user != null) {
        unresolved.remove(user);
        turnStartedAt = turnStartedAt == null && event.turn() == turn ? Long.valueOf(at) : turnStartedAt;
      }
      acted.add(event);
      tokens += event.result().authorship().tokens();
      return happen(event);
    }

    @Override
    public Boolean ending(StoryEvent.TurnEnding event) {
      ending = event;
      return true;
    }

    @Override
    public Boolean completed(StoryEvent.TurnCompleted event) {
      turns.add(new TurnRecord(event.turn(), event.narrative()));
      trim(turns, KEPT_TURNS);
      tokens += event.narrative().authorship().tokens();
      turn = event.turn() + 1;
      ending = null;
      acted.removeIf(earlier -> earlier.turn() < turn);
      turnStartedAt = acted.isEmpty() ? null : Long.valueOf(at);
      return true;
    }
  }

  /** What language models have charged stays: it is the session's, not the story's. */
  private void clear() {
    List.of(characters, whereabouts, relationships, unresolved).forEach(Map::clear);
    List.of(discoveries, acted, turns).forEach(List::clear);
    turn = 0;
    ending = null;
    turnStartedAt = null;
    closing = null;
  }

  private void enter(StoryCharacter character) {
    characters.put(character.id(), character);
    whereabouts.putIfAbsent(character.id(), character.place());
  }

  private boolean happen(StoryEvent.Acted event) {
    Resolution result = event.result();
    result.itemMoves().forEach(move -> whereabouts.put(move.item(), move.to()));
    result.relationshipChanges().forEach(this::change);
    result.discoveries().forEach(text -> discoveries.add(new Discovery(event.character(), text, event.turn())));
    trim(discoveries, KEPT_DISCOVERIES);
    String place = result.movesTo();
    if (place != null) {
      whereabouts.put(event.character(), place);
    }
    return true;
  }

  private void change(RelationshipChange change) {
    relationships.merge(pair(change.from(), change.to()), new Relationship(change.from(), change.to(), change.change()),
        (before, more) -> new Relationship(
            change.from(), change.to(), Math.max(-100, Math.min(100, before.value() + more.value()))));
  }

  private static String pair(String from, String to) {
    return from + ' ' + to;
  }

  private static void trim(List<?> list, int max) {
    if (list.size() > max) {
      list.subList(0, list.size() - max).clear();
    }
  }

  /**
   * Gives the action that has just been taken, for an agent to resolve. {@code action}: what was decided on.
   *
   * @throws IllegalStateException if {@code actor} plays no character here: {@link #decide} was not asked
   */
  public StoryWork take(UserId actor, Map<String, @Nullable Object> action, StoryContext context) {
    StoryView view = view().orElseThrow(() -> new IllegalStateException("no story has begun"));
    StoryCharacter character =
        view.playedBy(actor).orElseThrow(() -> new IllegalStateException(actor + " plays no character"));
    long seed = Chance.seed(view.description().seed(), context.place(), Chance.seed(character.id()));
    ActionTicket ticket = new ActionTicket(actor, character.id(), StoryAction.of(action), actingTurn(), seed);
    unresolved.put(actor, ticket);
    return new StoryWork.ResolveAction(view, ticket);
  }

  /**
   * Gives what the turn that is ending needs next: one character after the other whom nobody plays, then the narrative.
   * Empty where no turn is ending, or the last work is still out.
   */
  public Optional<StoryWork> takeDue() {
    Optional<StoryView> view = view();
    if (ending == null || closing != null || view.isEmpty()) {
      return Optional.empty();
    }
    long storySeed = view.get().description().seed();
    Set<String> done = actedIn(turn).stream().map(StoryEvent.Acted::character).collect(Collectors.toSet());
    StoryWork work = characters.values().stream()
        .filter(character -> character.player() == null && !done.contains(character.id()))
        .findFirst()
        .<StoryWork>map(character -> new StoryWork.PlayCharacter(
            view.get(), character, Chance.seed(storySeed, turn, Chance.seed(character.id()))))
        .orElseGet(() -> new StoryWork.NarrateTurn(view.get(), actedIn(turn), Chance.seed(storySeed, turn)));
    closing = work;
    return Optional.of(work);
  }

  /**
   * Takes work back: its command has been decided and applied, or it came to nothing. In any case the actor may act again,
   * and {@link #takeDue} goes on.
   */
  public void release(StoryWork work) {
    if (work instanceof StoryWork.ResolveAction action) {
      UserId actor = action.ticket().actor();
      if (actor != null) {
        unresolved.remove(actor, action.ticket());
      }
    } else if (closing == work) {
      closing = null;
    }
  }

  /** The story as it is now, or empty where none has begun. */
  public Optional<StoryView> view() {
    StoryDescription told = description;
    return told == null ? Optional.empty() : Optional.of(new StoryView(told, List.copyOf(characters.values()), whereabouts,
        List.copyOf(relationships.values()), discoveries, turn, ending != null, actedIn(turn),
        turns.subList(Math.max(0, turns.size() - StoryView.RECENT), turns.size()), tokens));
  }

  /** For whose action the turn waits, of those who are present (rule STO9). */
  public List<UserId> awaited(StoryContext context) {
    return awaited(context, turn);
  }

  List<UserId> awaited(StoryContext context, int inTurn) {
    StoryDescription told = description;
    if (told == null) {
      return List.of();
    }
    return context.present().stream()
        .map(Participant::id)
        .filter(user -> told.open() || playedBy(user).isPresent())
        .filter(user -> actedIn(inTurn).stream().noneMatch(action -> user.equals(action.user())))
        .toList();
  }

  /** When the turn's time is over (milliseconds since 1970), or empty where nothing limits it. */
  public Optional<Long> deadline() {
    Long limit = description == null ? null : description.rules().timeLimitMillis();
    Long start = turnStartedAt;
    return limit == null || start == null || ending != null ? Optional.empty() : Optional.of(start + limit);
  }

  /** The current turn, from 0. */
  public int turn() {
    return turn;
  }

  /** The turns that are over, oldest first: the last {@value #KEPT_TURNS}; a copy. */
  public List<TurnRecord> turns() {
    return List.copyOf(turns);
  }

  /** How many tokens language models have charged this session. */
  public long tokens() {
    return tokens;
  }

  Optional<StoryCharacter> playedBy(UserId user) {
    return characters.values().stream().filter(character -> character.isPlayedBy(user)).findFirst();
  }

  /** The turn to which an action belongs that is resolved now (rule STO10). */
  int actingTurn() {
    return ending == null ? turn : turn + 1;
  }

  List<StoryEvent.Acted> actedIn(int inTurn) {
    return acted.stream().filter(action -> action.turn() == inTurn).toList();
  }

  boolean isEnding() {
    return ending != null;
  }

  Map<UserId, ActionTicket> unresolved() {
    return unresolved;
  }

  long sessionSeed() {
    return sessionSeed;
  }
}
