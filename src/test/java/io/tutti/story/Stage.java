package io.tutti.story;

import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session around a story, without threads: commands are decided, events applied, and work waits until a test runs it. */
public final class Stage {

  public static final UserId ANNA = new UserId("anna");
  public static final UserId BEN = new UserId("ben");
  public static final UserId CARL = new UserId("carl");

  private static final Consumer<String> NOBODY_LISTENS = piece -> { };

  public final List<StoryEvent> log = new ArrayList<>();
  private final Map<UserId, Participant> present = new LinkedHashMap<>();
  private final Director director;
  private final Chronicler chronicler;
  private Story story;
  private StateGate gate = patch -> patch.isEmpty() ? StateGate.Admitted.NOTHING : new StateGate.Admitted(patch, 1);
  private long now = 1_000_000;

  public Stage(long seed, Director director, Chronicler chronicler) {
    this.story = new Story(seed);
    this.director = director;
    this.chronicler = chronicler;
  }

  public Stage with(UserId... users) {
    for (UserId user : users) {
      String name = user.value().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + user.value().substring(1);
      present.put(user, new Participant(user, name));
    }
    return this;
  }

  public void leaves(UserId user) {
    present.remove(user);
  }

  public void judgesStateBy(StateGate judge) {
    gate = judge;
  }

  public void passes(long millis) {
    now += millis;
  }

  public Story story() {
    return story;
  }

  public StoryView view() {
    return story.view().orElseThrow();
  }

  public StoryContext context() {
    return new StoryContext(List.copyOf(present.values()), log.size(), now, gate);
  }

  /** Decides, and applies what was accepted. */
  public Verdict<StoryEvent> wish(@Nullable UserId actor, StoryCommand command) {
    Verdict<StoryEvent> verdict = story.decide(command, actor, context());
    if (verdict instanceof Verdict.Accepted<StoryEvent> accepted) {
      accepted.events().forEach(event -> {
        log.add(event);
        story.apply(event, now);
      });
    }
    return verdict;
  }

  /** An action that must be taken; its work is not yet done. */
  public StoryWork starts(UserId actor, Map<String, @Nullable Object> action) {
    Verdict<StoryEvent> verdict = wish(actor, new StoryCommand.Act(action));
    if (verdict instanceof Verdict.Refused<StoryEvent> refused) {
      throw new AssertionError(refused.code() + ": " + refused.message());
    }
    return story.take(actor, action, context());
  }

  /** Lets the agents do {@code work} and decides on what they say. */
  public Verdict<StoryEvent> finish(StoryWork work) {
    return back(work, work.run(director, chronicler, NOBODY_LISTENS));
  }

  /** Decides on what an agent said of {@code work}. */
  public Verdict<StoryEvent> back(StoryWork work, StoryCommand result) {
    Verdict<StoryEvent> verdict = wish(null, result);
    story.release(work);
    return verdict;
  }

  /** An action and all that follows from it. */
  public void does(UserId actor, Map<String, @Nullable Object> action) {
    finish(starts(actor, action));
    settle();
  }

  /** Does all work that is due. */
  public void settle() {
    for (var due = story.takeDue(); due.isPresent(); due = story.takeDue()) {
      finish(due.get());
    }
  }

  /** A server that stopped and has read its log again. */
  public void restarts(long seed) {
    story = new Story(seed);
    log.forEach(event -> story.apply(event, now));
  }
}
