package io.tutti.story.rules;

import io.tutti.story.StoryAction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an action is about, as far as the rules tell actions apart. Immutable. */
public enum ActionKind {
  MOVE("go", "walk", "travel", "enter", "leave", "run", "return", "climb", "cross", "follow", "sail", "flee"),
  INVESTIGATE("search", "examine", "inspect", "look", "study", "explore", "observe", "read", "listen", "find", "check", "watch"),
  TALK("talk", "dialogue", "dialog", "say", "ask", "speak", "tell", "persuade", "greet", "whisper", "question", "negotiate",
      "answer", "call", "shout"),
  TAKE("take", "pick", "grab", "get", "collect", "steal", "seize", "snatch"),
  GIVE("give", "hand", "offer", "lend", "share"),
  USE("use", "open", "light", "apply", "unlock", "ring", "blow", "tie", "throw"),
  HELP("help", "assist", "support", "comfort", "heal", "protect", "defend", "rescue", "save"),
  ATTACK("attack", "confront", "fight", "hit", "strike", "threaten", "challenge", "push", "kill", "combat"),
  WAIT("wait", "rest", "sleep", "stay", "pause", "nothing", "pass"),
  OTHER();

  private final Set<String> words;

  ActionKind(String... words) {
    this.words = Set.of(words);
  }

  /** The lower-case word that stands for this kind in an action's {@code action_type}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind whose word, or one of whose synonyms, {@code word} (in lower case) is; or empty. */
  public static Optional<ActionKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word) || kind.words.contains(word)).findFirst();
  }

  /** The kind of {@code action}: what it says itself, else the first word of its kind or text that means anything here. */
  public static ActionKind of(StoryAction action) {
    return of(action.kind())
        .or(() -> firstIn(action.kind()))
        .or(() -> firstIn(action.text()))
        .orElse(OTHER);
  }

  private static Optional<ActionKind> firstIn(String text) {
    List<String> found = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"));
    return found.stream().limit(40).map(ActionKind::known).flatMap(Optional::stream).findFirst();
  }

  /** The kind of a word as it stands in a sentence: {@code takes}, {@code grabbed} and {@code giving} are verbs too. */
  private static Optional<ActionKind> known(String word) {
    return Stream.of("", "s", "es", "ed", "d", "ing")
        .filter(ending -> word.endsWith(ending) && word.length() > ending.length() + 1)
        .map(ending -> word.substring(0, word.length() - ending.length()))
        .flatMap(stem -> Stream.of(stem, stem + 'e', withoutDouble(stem)))
        .map(ActionKind::of)
        .flatMap(Optional::stream)
        .filter(kind -> kind != OTHER)
        .findFirst();
  }

  private static String withoutDouble(String stem) {
    int last = stem.length() - 1;
    return last > 1 && stem.charAt(last) == stem.charAt(last - 1) ? stem.substring(0, last) : stem;
  }
}
