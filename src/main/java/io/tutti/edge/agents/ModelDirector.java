package io.tutti.edge.agents;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.story.ActionTicket;
import io.tutti.story.Authorship;
import io.tutti.story.Director;
import io.tutti.story.Item;
import io.tutti.story.Option;
import io.tutti.story.Place;
import io.tutti.story.Resolution;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryView;
import io.tutti.story.rules.ActionKind;
import io.tutti.story.rules.RuleDirector;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A director whose words are a language model's and whose results are the rules' (rule STO17): the rules decide by
 * world, traits and seed what comes of an action, and the model tells it; of free text the model says besides what kind
 * of action it is, and of what, out of what the player could have chosen anyway. So whatever an action's text talks the
 * model into, only words change. Where the model fails, the rules tell it themselves, and the result says so.
 * Thread-safe.
 */
public final class ModelDirector implements Director {

  private static final String NO_TARGET = "none";
  private static final int MAX_TELLING = 1_500;
  private static final List<String> KINDS = Arrays.stream(ActionKind.values()).map(ActionKind::word).toList();

  private final RuleDirector rules = new RuleDirector();
  private final LanguageModel model;

  /** A director that asks the model of {@code settings}. */
  public ModelDirector(AgentSettings settings) {
    this(new LanguageModel(settings, Duration.ofMillis(500)));
  }

  ModelDirector(LanguageModel model) {
    this.model = model;
  }

  @Override
  public Resolution resolve(StoryView view, ActionTicket ticket) {
    return isFreeText(ticket.action()) ? understood(view, ticket) : told(view, ticket);
  }

  private static boolean isFreeText(StoryAction action) {
    return !action.text().isBlank() && (action.kind().isEmpty() || ActionKind.of(action) == ActionKind.OTHER);
  }

  private Resolution told(StoryView view, ActionTicket ticket) {
    Resolution outcome = rules.resolve(view, ticket);
    JsonSchema schema = schema("telling", JsonObjectSchema.builder().addStringProperty("telling").required("telling"));
    Said said = model.ask(Prompts.TELL_ACTION, Prompts.action(view, ticket, outcome), schema, view.tokens());
    if (said.text() == null) {
      return outcome.told(outcome.description(), failed(said));
    }
    try {
      JsonObject json = answer(said.text(), Set.of("telling"));
      return outcome.told(words(json, "telling"), by(said));
    } catch (MalformedJson e) {
      return outcome.told(outcome.description(), misunderstood(said));
    }
  }

  private Resolution understood(StoryView view, ActionTicket ticket) {
    List<String> targets = targets(view);
    JsonSchema schema = schema("understanding", JsonObjectSchema.builder()
        .addEnumProperty("kind", KINDS)
        .addEnumProperty("target", targets)
        .addStringProperty("ifItWorks")
        .addStringProperty("ifItFails")
        .required("kind", "target", "ifItWorks", "ifItFails"));
    Said said = model.ask(Prompts.UNDERSTAND_ACTION + " Targets: " + String.join(", ", targets) + ".",
        Prompts.action(view, ticket, null), schema, view.tokens());
    if (said.text() == null) {
      return asTheRulesSay(view, ticket, failed(said));
    }
    try {
      JsonObject json = answer(said.text(), Set.of("kind", "target", "ifItWorks", "ifItFails"));
      String works = words(json, "ifItWorks");
      String fails = words(json, "ifItFails");
      Resolution outcome = rules.resolve(view, chosen(ticket, json, targets));
      String telling = outcome.success() ? works : fails;
      return outcome.told(telling + outcome.discoveries().stream()
          .map(found -> " So it came out: " + found + ".").collect(Collectors.joining()), by(said));
    } catch (MalformedJson e) {
      return asTheRulesSay(view, ticket, misunderstood(said));
    }
  }

  private Resolution asTheRulesSay(StoryView view, ActionTicket ticket, Authorship by) {
    Resolution outcome = rules.resolve(view, ticket);
    return outcome.told(outcome.description(), by);
  }

  /** The same action, with the kind and target that the model chose. */
  private static ActionTicket chosen(ActionTicket ticket, JsonObject json, List<String> targets) throws MalformedJson {
    String kind = json.text("kind");
    String target = json.text("target");
    if (!KINDS.contains(kind) || !targets.contains(target)) {
      throw new MalformedJson("no such kind or target");
    }
    Map<String, @Nullable Object> action = new LinkedHashMap<>(ticket.action().given());
    action.put("action_type", kind);
    if (!target.equals(NO_TARGET)) {
      action.put("target", target);
    }
    return new ActionTicket(ticket.actor(), ticket.character(), StoryAction.of(action), ticket.turn(), ticket.seed());
  }

  private static List<String> targets(StoryView view) {
    return Stream.of(
            Stream.of(NO_TARGET),
            view.characters().stream().map(StoryCharacter::id),
            view.description().world().places().stream().map(Place::id),
            view.description().world().items().stream().map(Item::id))
        .flatMap(ids -> ids)
        .distinct()
        .toList();
  }

  private static JsonSchema schema(String name, JsonObjectSchema.Builder object) {
    return JsonSchema.builder().name(name).rootElement(object.additionalProperties(false).build()).build();
  }

  private static JsonObject answer(String text, Set<String> members) throws MalformedJson {
    JsonObject json = new JsonObject("answer", JsonText.readObject(text.strip()));
    if (!json.members().keySet().equals(members)) {
      throw new MalformedJson("the answer has other members than it should have");
    }
    return json;
  }

  private static String words(JsonObject json, String name) throws MalformedJson {
    String text = json.text(name).strip();
    if (text.isEmpty() || text.length() > MAX_TELLING) {
      throw new MalformedJson(name + " must have words, and not too many");
    }
    return text;
  }

  private static Authorship by(Said said) {
    return new Authorship(Authorship.MODEL, null, said.tokens());
  }

  private static Authorship failed(Said said) {
    return new Authorship(Authorship.RULES, said.failure(), said.tokens());
  }

  private static Authorship misunderstood(Said said) {
    return new Authorship(Authorship.RULES, "the model's answer does not fit", said.tokens());
  }

  /** Unplayed characters act by the rules; the model tells it. */
  @Override
  public Map<String, @Nullable Object> play(StoryView view, StoryCharacter character, long seed) {
    return rules.play(view, character, seed);
  }

  @Override
  public List<Option> options(StoryView view, StoryCharacter character) {
    return rules.options(view, character);
  }
}
