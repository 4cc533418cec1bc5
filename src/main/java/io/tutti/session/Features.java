package io.tutti.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All features there are, and whose each command and event is. Immutable. */
final class Features {

  static final PeopleFeature PEOPLE = new PeopleFeature();
  static final ProfileFeature PROFILE = new ProfileFeature();
  static final ParametersFeature PARAMETERS = new ParametersFeature();
  static final DocumentsFeature DOCUMENTS = new DocumentsFeature();
  static final ConversationFeature CONVERSATION = new ConversationFeature();
  static final StateFeature STATE = new StateFeature();
  static final StoryFeature STORY = new StoryFeature();

  /** An event is applied by all whose it is in this order: who joins does so in a session whose profile is as it was. */
  private static final List<Feature<?>> ALL = List.of(PEOPLE, PROFILE, PARAMETERS, DOCUMENTS, CONVERSATION, STORY, STATE);

  private static final Map<Class<?>, Deciding> DECIDING = new HashMap<>();
  private static final Map<Class<?>, Applying<?>[]> APPLYING = new HashMap<>();

  static {
    Map<Class<?>, List<Applying<?>>> applying = new HashMap<>();
    for (Feature<?> feature : ALL) {
      feature.stand(ALL.indexOf(feature));
      feature.judges().forEach((kind, judge) -> {
        if (DECIDING.put(kind, new Deciding(feature, judge)) != null) {
          throw new IllegalStateException("two features decide on " + kind);
        }
      });
      collect(feature, applying);
    }
    applying.forEach((kind, changes) -> APPLYING.put(kind, changes.toArray(Applying<?>[]::new)));
  }

  private Features() {}

  private static <S> void collect(Feature<S> feature, Map<Class<?>, List<Applying<?>>> applying) {
    feature.changes().forEach((kind, change) ->
        applying.computeIfAbsent(kind, none -> new ArrayList<>()).add(new Applying<>(feature, change)));
  }

  /** How a kind of command is decided, and by whom. */
  record Deciding(Feature<?> feature, Feature.Judge<Command> judge) {}

  /** How a kind of event changes one feature's state. */
  private record Applying<S>(Feature<S> feature, Feature.Change<S, Event> change) {
    void to(SessionState state, Entry entry) {
      change.apply(state, state.of(feature), entry.event(), entry);
    }
  }

  static List<Feature<?>> all() {
    return ALL;
  }

  /** Who decides on {@code command}. */
  static Deciding deciding(Command command) {
    Deciding deciding = DECIDING.get(command.getClass());
    if (deciding == null) {
      throw new IllegalStateException("no feature decides on " + command.getClass());
    }
    return deciding;
  }

  /** Changes {@code state} as the entry's event says. */
  static void apply(SessionState state, Entry entry) {
    Applying<?>[] all = APPLYING.get(entry.event().getClass());
    if (all == null) {
      throw new IllegalStateException("no feature applies " + entry.event().getClass());
    }
    for (Applying<?> one : all) {
      one.to(state, entry);
    }
  }

  /** The kinds of commands that are decided. */
  static Set<Class<?>> decided() {
    return DECIDING.keySet();
  }

  /** The kinds of events that are applied. */
  static Set<Class<?>> applied() {
    return APPLYING.keySet();
  }
}
